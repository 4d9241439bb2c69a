using System.Text;
using Spectre.Console.Rendering;

namespace Lad.Cli.Top.Drawing;

/// <summary>Columns that text takes on a terminal: East Asian characters take two, combining ones none.</summary>
internal static class CellWidth
{
    // Below this every printable character takes one column.
    private const int FirstOdd = 0x300;

    /// <summary>The columns of a text.</summary>
    public static int Of(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(FirstOdd - 1)) < 0) return text.Length;
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes()) width += Of(rune);
        return width;
    }

    /// <summary>The text, cut so that it takes a number of columns at most; an ellipsis takes the last place of what is cut.</summary>
    public static string Cut(string text, int width)
    {
        if (width <= 0) return "";
        if (Of(text) <= width) return text;
        var kept = new StringBuilder();
        int taken = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int next = Of(rune);
            if (taken + next > width - 1) break;
            kept.Append(rune);
            taken += next;
        }
        return kept.Append('…').ToString();
    }

    /// <summary>The text in just so many columns, cut or with space behind it.</summary>
    public static string Fit(string text, int width)
    {
        string cut = Cut(text, width);
        return cut + new string(' ', Math.Max(width - Of(cut), 0));
    }

    private static int Of(Rune rune) => rune.Value < FirstOdd ? 1 : Math.Max(new Segment(rune.ToString()).CellCount(), 0);
}
