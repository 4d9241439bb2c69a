using System.Text.Json.Nodes;
using Lad.Cli.Tests.Deployment.Manifests;

namespace Lad.Cli.Tests.Observability;

/// <summary>What stands in <c>config/prometheus</c>.</summary>
internal static class RuleFile
{
    public static string Folder { get; } = RepositoryRoot.PathTo("config", "prometheus");

    public static IEnumerable<string> Files(string folder) => Directory.GetFiles(Path.Combine(Folder, folder), "*.yml").Order(StringComparer.Ordinal);

    /// <summary>All rules, of records and of alerts.</summary>
    public static IReadOnlyList<JsonObject> Rules { get; } = [.. Files("rules").SelectMany(file => YamlTree.File(file).Items("groups")).SelectMany(group => group.Items("rules"))];

    public static IEnumerable<JsonObject> Alerts => Rules.Where(rule => rule["alert"] is not null);

    /// <summary>Names that are recorded.</summary>
    public static IEnumerable<string> Recorded => Rules.Where(rule => rule["record"] is not null).Select(rule => rule.Text("record"));
}
