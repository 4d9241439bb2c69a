using System.Globalization;
using Lad.Cli.Models;
using Lad.Cli.Terminals;
using Lad.Detection.Templates;
using Lad.Pipeline.Feedback;

namespace Lad.Cli.Feedback;

/// <summary>Shows statements to people. Whatever an application was made to log may stand in them.</summary>
internal static class StatementTable
{
    /// <summary>Writes a table, cut to a width.</summary>
    public static void Write(IReadOnlyList<FeedbackStatement> statements, TextWriter output, int width)
    {
        if (statements.Count == 0)
        {
            output.WriteLine("Nothing was said. lad feedback add --false-positive FINGERPRINT says that something is normal.");
            return;
        }

        using var table = new StringWriter();
        TextTable.Write([["number", "time (UTC)", "fingerprint", "what", "author", "reason", "message"], .. statements.Select(Row)], table);
        foreach (string line in table.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)) output.WriteLine(Printable.Of(line.TrimEnd('\r'), width));
    }

    /// <summary>What a statement says, in a few words.</summary>
    public static string What(FeedbackStatement statement) => statement.Kind switch
    {
        FeedbackKind.Snooze => string.Create(CultureInfo.InvariantCulture, $"snooze until {statement.Until?.UtcDateTime:yyyy-MM-dd HH:mm}"),
        FeedbackKind.Schedule => $"schedule {statement.Schedule}",
        FeedbackKind.Retraction => statement.Retracts is { } number ? string.Create(CultureInfo.InvariantCulture, $"retraction of {number}") : "retraction of all",
        _ => statement.Kind.ToText(),
    };

    private static string[] Row(FeedbackStatement statement) =>
    [
        statement.Sequence.ToString(CultureInfo.InvariantCulture),
        statement.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        Fingerprint.ToText(statement.Fingerprint),
        What(statement),
        Printable.Of(statement.Author, 24),
        Printable.Of(statement.Reason, 32),
        Printable.Of(statement.Message, 400),
    ];
}
