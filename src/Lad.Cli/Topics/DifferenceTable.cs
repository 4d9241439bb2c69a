using Lad.Kafka.Topics;

namespace Lad.Cli.Topics;

/// <summary>What differs between topics as they should be and as they are, as a table.</summary>
internal static class DifferenceTable
{
    /// <summary>Writes the table.</summary>
    public static void Write(IReadOnlyList<TopicDifference> differences, TextWriter output)
    {
        string[][] rows = [["topic", "setting", "wanted", "is", "action"], .. differences.Select(Row)];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows) output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static string[] Row(TopicDifference difference) =>
    [
        difference.Topic,
        difference.Setting,
        difference.Wanted,
        difference.Is.Length > 0 ? difference.Is : "(none)",
        difference.Action.ToString().ToLowerInvariant() + (difference.Reason.Length > 0 ? ": " + difference.Reason : ""),
    ];
}
