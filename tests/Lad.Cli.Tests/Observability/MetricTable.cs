using System.Text.RegularExpressions;

namespace Lad.Cli.Tests.Observability;

/// <summary>The rows of docs/metrics.md: what is exported under which name, with which labels.</summary>
internal sealed partial class MetricTable
{
    private readonly Dictionary<string, Row> rows = [];

    private MetricTable()
    {
    }

    public IReadOnlyCollection<string> Names => rows.Keys;

    public static MetricTable Read()
    {
        var table = new MetricTable();
        foreach (Match row in MetricRow().Matches(File.ReadAllText(RepositoryRoot.PathTo("docs", "metrics.md"))))
            table.rows.Add(row.Groups["name"].Value, new Row(row.Groups["type"].Value, [.. Label().Matches(row.Groups["labels"].Value).Select(label => label.Groups[1].Value)]));
        return table;
    }

    /// <summary>The row of a series' name, a histogram's by its parts; <see langword="null"/>: there is none.</summary>
    public Row? Of(string series)
    {
        if (rows.TryGetValue(series, out Row? row)) return row.Type == "histogram" ? null : row;
        foreach (string part in new[] { "_bucket", "_sum", "_count" })
            if (series.EndsWith(part, StringComparison.Ordinal) && rows.TryGetValue(series[..^part.Length], out Row? histogram) && histogram.Type == "histogram")
                return part == "_bucket" ? histogram with { Labels = [.. histogram.Labels, "le"] } : histogram;
        return null;
    }

    /// <param name="Type">counter, gauge or histogram.</param>
    /// <param name="Labels">Names of its labels.</param>
    internal sealed record Row(string Type, string[] Labels);

    [GeneratedRegex(@"^\| `(?<name>[a-z_][a-z0-9_]*)` \| (?<type>counter|gauge|histogram) \|(?<labels>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Label();
}
