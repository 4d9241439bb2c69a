using System.Text;
using Lad.Cli.Terminals;

namespace Lad.Cli.Top.Drawing;

/// <summary>One line of the screen: pieces of text, each in its colour.</summary>
internal sealed class ScreenLine
{
    private readonly List<(string Text, Ink? Ink)> pieces = [];

    /// <summary>Columns that the pieces take.</summary>
    public int Width { get; private set; }

    /// <summary>Adds a piece.</summary>
    public ScreenLine Add(string text, Ink? ink = null)
    {
        if (text.Length == 0) return this;
        pieces.Add((text, ink));
        Width += CellWidth.Of(text);
        return this;
    }

    /// <summary>Adds a piece in the middle of a sentence: with its label, unless there is nothing to say.</summary>
    public ScreenLine Add(string label, string value, Ink? ink = null)
    {
        if (value == Quantity.Unknown) ink = Ink.Dim;
        return Add(pieces is [.., (var last, _)] && last[^1] != ' ' ? "  " : "").Add(label + " ", Ink.Dim).Add(value, ink);
    }

    /// <summary>The line as it is sent, no wider than asked for.</summary>
    public string Render(int width, bool colour)
    {
        var line = new StringBuilder();
        int left = width;
        foreach ((string text, Ink? ink) in pieces)
        {
            string cut = CellWidth.Cut(text, left);
            if (cut.Length == 0) break;
            left -= CellWidth.Of(cut);
            if (colour && ink is { } code) line.Append("\e[").Append((int)code).Append('m').Append(cut).Append("\e[0m");
            else line.Append(cut);
        }
        return colour ? line.ToString() : line.ToString().TrimEnd();
    }
}
