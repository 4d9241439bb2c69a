using System.Text.RegularExpressions;

namespace Lad.Cli.Tests.Telemetry.Contract;

/// <summary>A row of docs/metrics.md.</summary>
/// <param name="Name">The metric's name in Prometheus's text.</param>
/// <param name="Type">Its type.</param>
/// <param name="Labels">Its labels.</param>
internal sealed partial record MetricRow(string Name, string Type, IReadOnlyList<string> Labels)
{
    /// <summary>All rows but those that stand for many.</summary>
    public static IReadOnlyList<MetricRow> All() =>
    [
        .. File.ReadLines(RepositoryRoot.PathTo("docs", "metrics.md")).Select(line => Row().Match(line)).Where(match => match.Success)
            .Select(match => new MetricRow(match.Groups["name"].Value, match.Groups["type"].Value, [.. Quoted().Matches(match.Groups["labels"].Value).Select(label => label.Groups[1].Value)])),
    ];

    [GeneratedRegex(@"^\| `(?<name>[a-z_0-9]+)` \| (?<type>counter|gauge|histogram) \|(?<labels>[^|]*)\|")]
    private static partial Regex Row();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Quoted();
}
