using System.Text.Json.Nodes;

namespace Lad.Cli.Tests.Deployment.Manifests;

/// <summary>Ways into a tree.</summary>
internal static class JsonPaths
{
    public static JsonNode? At(this JsonNode? node, params string[] path) => path.Aggregate(node, (at, name) => at is JsonObject map ? map[name] : null);

    public static string Text(this JsonNode? node, params string[] path) => node.At(path)?.ToString() ?? "";

    public static IEnumerable<JsonObject> Items(this JsonNode? node, params string[] path) => node.At(path) is JsonArray list ? list.OfType<JsonObject>() : [];

    public static Dictionary<string, string> Map(this JsonNode? node, params string[] path) =>
        node.At(path) is JsonObject map ? map.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "") : [];

    /// <summary>The node of that path, made if it is not there.</summary>
    public static JsonObject Make(this JsonObject node, params string[] path)
    {
        foreach (string name in path)
        {
            if (node[name] is not JsonObject next) node[name] = next = [];
            node = next;
        }
        return node;
    }
}
