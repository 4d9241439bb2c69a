using Lad.Cli.Terminals;
using Lad.Kafka.Topics;

namespace Lad.Cli.Topics;

/// <summary>What differs between topics as they should be and as they are, as a table.</summary>
internal static class DifferenceTable
{
    /// <summary>Writes the table.</summary>
    public static void Write(IReadOnlyList<TopicDifference> differences, TextWriter output) =>
        TextTable.Write([["topic", "setting", "wanted", "is", "action"], .. differences.Select(Row)], output);

    private static string[] Row(TopicDifference difference) =>
    [
        difference.Topic,
        difference.Setting,
        difference.Wanted,
        difference.Is.Length > 0 ? difference.Is : "(none)",
        difference.Action.ToString().ToLowerInvariant() + (difference.Reason.Length > 0 ? ": " + difference.Reason : ""),
    ];
}
