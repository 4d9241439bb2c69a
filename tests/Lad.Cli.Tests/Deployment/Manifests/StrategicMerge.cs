using System.Text.Json.Nodes;

namespace Lad.Cli.Tests.Deployment.Manifests;

/// <summary>Lays a patch over an object as kustomize does: maps member by member, lists of things with a name by that name, other lists as a whole; null takes away.</summary>
internal static class StrategicMerge
{
    private static readonly Dictionary<string, string> Keys = new() { ["containers"] = "name", ["initContainers"] = "name", ["env"] = "name", ["volumes"] = "name", ["volumeMounts"] = "mountPath", ["ports"] = "containerPort" };

    /// <summary>The member that tells the items of a list apart; <see langword="null"/> where there is none.</summary>
    public static string? KeyOf(string list) => Keys.GetValueOrDefault(list);

    public static void Apply(JsonObject target, JsonObject patch)
    {
        foreach ((string name, JsonNode? value) in patch)
        {
            if (value is null) target.Remove(name);
            else if (value is JsonObject map && target[name] is JsonObject there) Apply(there, map);
            else if (value is JsonArray list && target[name] is JsonArray items && KeyOf(name) is { } key) Join(items, list, key);
            else target[name] = value.DeepClone();
        }
    }

    private static void Join(JsonArray target, JsonArray patch, string key)
    {
        foreach (JsonObject item in patch.OfType<JsonObject>())
        {
            if (target.OfType<JsonObject>().FirstOrDefault(there => there.Text(key) == item.Text(key)) is { } same) Apply(same, item);
            else target.Add(item.DeepClone());
        }
    }
}
