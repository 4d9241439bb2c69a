using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Lad.Cli.Tests.Deployment.Manifests;

/// <summary>YAML as kubectl understands it (1.1, as far as manifests go), as JSON. A scalar that readers of other versions take for something else is refused.</summary>
internal static partial class YamlTree
{
    public static IReadOnlyList<JsonObject> Documents(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. stream.Documents.Select(document => Tree(document.RootNode)).OfType<JsonObject>()];
    }

    public static JsonObject File(string path) => Documents(System.IO.File.ReadAllText(path)).Single();

    private static JsonNode? Tree(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Tree(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Tree)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value ?? ""),
        YamlScalarNode text => text.Value,
        _ => throw new InvalidOperationException($"{node.Start}: {node.NodeType} has no place in a manifest."),
    };

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "null" or "~" => null,
        "true" => true,
        "false" => false,
        _ when Octal().IsMatch(text) => Convert.ToInt64(text, 8),
        _ when Whole().IsMatch(text) => long.Parse(text, CultureInfo.InvariantCulture),
        _ when Ambiguous().IsMatch(text) => throw new InvalidOperationException($"'{text}' means different things to different readers: quote it."),
        _ => text,
    };

    [GeneratedRegex("^0[0-7]+$")]
    private static partial Regex Octal();

    [GeneratedRegex("^(0|-?[1-9][0-9]*)$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(?i:yes|no|on|off|y|n)$|^[0-9]+\.[0-9]*$|^\.[0-9]+$|^[0-9]+:[0-9:]+$|^[0-9]{4}-[0-9]{2}-[0-9]{2}")]
    private static partial Regex Ambiguous();
}
