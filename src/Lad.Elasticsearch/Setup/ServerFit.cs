using System.Text.Json.Nodes;
using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Setup;

/// <summary>Makes a template fit a server that lacks some of the types, or has more to offer.</summary>
internal static class ServerFit
{
    /// <summary>A component template of the operator's own, e.g. for the life cycle: what is in it survives a new edition of the template.</summary>
    public const string Custom = "lad@custom";
    private static readonly Version TextWithoutPositions = new(7, 14);
    private static readonly Version MissingComponents = new(8, 7);
    private static readonly Version FlatObject = new(2, 7);

    /// <summary>Changes the template in place.</summary>
    public static void Apply(JsonObject template, ServerInfo server)
    {
        JsonObject properties = template["template"]!["mappings"]!["properties"]!.AsObject();
        if (server.IsOpenSearch || server.Version < TextWithoutPositions) Replace(properties, "match_only_text", new JsonObject { ["type"] = "text" });
        if (!server.IsOpenSearch && server.Version >= MissingComponents)
        {
            template["composed_of"] = new JsonArray(Custom);
            template["ignore_missing_component_templates"] = new JsonArray(Custom);
        }
        if (!server.IsOpenSearch) return;
        Replace(properties, "constant_keyword", new JsonObject { ["type"] = "keyword" });
        Replace(properties, "flattened", server.Version >= FlatObject ? new JsonObject { ["type"] = "flat_object" } : new JsonObject { ["type"] = "object", ["enabled"] = false });
    }

    private static void Replace(JsonObject properties, string type, JsonObject by)
    {
        foreach (JsonObject field in properties.Select(pair => pair.Value!.AsObject()).ToArray())
        {
            if (field["properties"] is JsonObject below) Replace(below, type, by);
            if (field["type"]?.GetValue<string>() != type) continue;
            foreach ((string name, JsonNode? value) in by) field[name] = value!.DeepClone();
        }
    }
}
