using System.Globalization;
using System.Text;

namespace Lad.Cli.Models;

/// <summary>Makes text from logs safe to show: it may hold whatever an application was made to log.</summary>
internal static class Printable
{
    /// <summary>The text on one line, without anything that a terminal would obey, cut to <paramref name="width"/> characters.</summary>
    public static string Of(string text, int width = int.MaxValue)
    {
        var shown = new StringBuilder();
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (length == width)
            {
                // The last character gives way to a sign that there was more.
                shown.Length -= char.IsLowSurrogate(shown[^1]) ? 2 : 1;
                return shown.Append('…').ToString();
            }

            shown.Append(IsObeyed(rune) ? "\uFFFD" : rune.ToString());
            length++;
        }

        return shown.ToString();
    }

    /// <summary>The text inside XML.</summary>
    public static string Xml(string text, int width = int.MaxValue) => new StringBuilder(Of(text, width))
        .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#39;").ToString();

    private static bool IsObeyed(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}
