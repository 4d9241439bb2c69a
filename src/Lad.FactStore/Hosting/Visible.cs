using System.Globalization;
using System.Text;

namespace Lad.FactStore.Hosting;

/// <summary>Foreign text on one line of a log: nothing in it ends the line, colours it or turns it around.</summary>
internal static class Visible
{
    /// <summary>The text's beginning, with control and format characters as <c>\uXXXX</c>.</summary>
    public static string Line(string text, int length)
    {
        var line = new StringBuilder(Math.Min(text.Length, length));
        foreach (char letter in text)
        {
            if (line.Length >= length) return line.Append("...").ToString();
            if (char.IsControl(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate)
                line.Append("\\u").Append(((int)letter).ToString("X4", CultureInfo.InvariantCulture));
            else line.Append(letter);
        }
        return line.ToString();
    }
}
