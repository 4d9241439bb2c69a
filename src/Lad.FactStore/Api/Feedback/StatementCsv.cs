using System.Globalization;
using System.Text;
using Lad.FactStore.Api.Requests;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Api.Feedback;

/// <summary>Statements as rows of CSV (RFC 4180). Text of logs is no formula to a spreadsheet: a cell that would begin one begins with an apostrophe; characters that act are shown by their numbers.</summary>
public static class StatementCsv
{
    /// <summary>The first row.</summary>
    public const string Header = "sequence,at,author,kind,fingerprint,service,model,event,until,schedule,retracts,reason,message\r\n";

    private static readonly System.Buffers.SearchValues<char> Beginnings = System.Buffers.SearchValues.Create("=+-@\uFF1D\uFF0B\uFF0D\uFF20");

    /// <summary>A statement as a row, with its end.</summary>
    public static string Row(FeedbackStatement statement)
    {
        var row = new StringBuilder();
        row.Append(CultureInfo.InvariantCulture, $"{statement.Sequence},{TimeText.Write(statement.At)},{Cell(statement.Author)},{statement.Kind.ToText()},{Cell(FingerprintText.Write(statement.Fingerprint))},");
        row.Append(CultureInfo.InvariantCulture, $"{Cell(statement.Service)},{Cell(statement.Model)},{Cell(statement.EventId)},{(statement.Until is { } until ? TimeText.Write(until) : "")},");
        row.Append(CultureInfo.InvariantCulture, $"{Cell(statement.Schedule?.ToString() ?? "")},{statement.Retracts},{Cell(statement.Reason)},{Cell(statement.Message)}\r\n");
        return row.ToString();
    }

    /// <summary>A text as a cell.</summary>
    public static string Cell(string text)
    {
        if (text.Length == 0) return "";
        var cell = new StringBuilder("\"");
        // Spreadsheets pass over blanks at the beginning.
        string begun = text.TrimStart();
        if (begun.Length > 0 && Beginnings.Contains(begun[0]) || char.IsControl(text[0])) cell.Append('\'');
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value == '"') cell.Append("\"\"");
            else if (Acts(rune)) cell.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X4}}}");
            else cell.Append(rune.ToString());
        }

        return cell.Append('"').ToString();
    }

    private static bool Acts(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
