using System.Text;
using Lad.Cli.Top.Drawing;

namespace Lad.Cli.Top;

/// <summary>Draws on the whole terminal, apart from what stood there, and gives it back as it was.</summary>
internal sealed class TopScreen : IDisposable
{
    private readonly TextWriter output;
    private readonly bool colour;

    /// <param name="output">The terminal.</param>
    /// <param name="colour">Whether colours are wanted.</param>
    public TopScreen(TextWriter output, bool colour)
    {
        this.output = output;
        this.colour = colour;
        // The other buffer, without a cursor, and without breaking lines.
        Write("\e[?1049h\e[?25l\e[?7l\e[2J");
    }

    /// <summary>Shows lines from the top; what stood there goes.</summary>
    public void Show(IReadOnlyList<ScreenLine> lines, int width, int height)
    {
        var frame = new StringBuilder("\e[?2026h\e[H");
        for (int i = 0; i < lines.Count; i++)
        {
            if (i > 0) frame.Append("\r\n");
            frame.Append(lines[i].Render(width, colour));
            // Behind a full line the cursor still stands on its last character.
            if (lines[i].Width < width) frame.Append("\e[K");
        }
        if (lines.Count < height) frame.Append("\r\n\e[J");
        Write(frame.Append("\e[?2026l").ToString());
    }

    /// <summary>The terminal is as it was.</summary>
    public void Dispose() => Write("\e[?7h\e[?25h\e[?1049l");

    private void Write(string text)
    {
        output.Write(text);
        output.Flush();
    }
}
