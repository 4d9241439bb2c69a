using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Lad.Cli.Tests.Deployment.Manifests;

/// <summary>A template of OpenShift, and what <c>oc process</c> makes of it.</summary>
internal sealed partial class OpenShiftTemplate(JsonObject root)
{
    public JsonObject Root => root;

    public IReadOnlyList<JsonObject> Parameters { get; } = [.. root.Items("parameters")];

    public static OpenShiftTemplate Read() => new(YamlTree.File(RepositoryRoot.PathTo("deploy", "openshift", "template.yaml")));

    /// <summary>The names that stand in <c>${NAME}</c> or <c>${{NAME}}</c> somewhere in the objects.</summary>
    public IEnumerable<string> Used() => Reference().Matches(root["objects"]!.ToJsonString()).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>The objects with values for the parameters.</summary>
    /// <exception cref="InvalidOperationException">A required parameter has no value.</exception>
    public IReadOnlyList<Manifest> Process(params (string Name, string Value)[] given)
    {
        Dictionary<string, string> values = Parameters.ToDictionary(parameter => parameter.Text("name"), parameter => parameter.Text("value"));
        foreach ((string name, string value) in given) values[name] = values.ContainsKey(name) ? value : throw new InvalidOperationException($"The template has no parameter {name}.");
        string? missing = Parameters.FirstOrDefault(parameter => parameter.Text("required") == "true" && parameter["generate"] is null && values[parameter.Text("name")].Length == 0)?.Text("name");
        if (missing is not null) throw new InvalidOperationException($"The parameter {missing} needs a value.");
        Manifest[] manifests = [.. root.Items("objects").Select(made => new Manifest((JsonObject)Fill(made, values)!))];
        foreach (Manifest manifest in manifests)
            foreach ((string name, string value) in root.Map("labels")) manifest.Root.Make("metadata", "labels")[name] = Fill(value, values);
        return manifests;
    }

    private static JsonNode? Fill(JsonNode? node, Dictionary<string, string> values) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Fill(pair.Value, values)))),
        JsonArray list => new JsonArray([.. list.Select(item => Fill(item, values))]),
        JsonValue text when text.TryGetValue(out string? value) => Raw().Match(value) is { Success: true } raw
            ? JsonNode.Parse(values[raw.Groups[1].Value])
            : Reference().Replace(value, match => values[match.Groups[1].Value]),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex(@"\$\{\{?([A-Z0-9_]+)\}?\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^\$\{\{([A-Z0-9_]+)\}\}$")]
    private static partial Regex Raw();
}
