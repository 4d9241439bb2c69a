using System.Buffers;
using System.Text;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks.Table;

/// <summary>
/// Writes hostile text so that a terminal shows it and does nothing else: control characters become pictures of themselves (an escape becomes U+241B), what turns
/// the direction of text or is not UTF-8 becomes U+FFFD.
/// </summary>
internal static class TerminalText
{
    private static readonly SearchValues<byte> Harmless = SearchValues.Create([.. Enumerable.Range(0x20, 0x5F).Select(b => (byte)b)]);

    /// <summary>Appends text, at most <paramref name="columns"/> characters of it; an ellipsis takes the last place of what is cut.</summary>
    public static void Append(OutputBuffer output, ReadOnlySpan<byte> text, int columns = int.MaxValue)
    {
        int start = output.Length;
        int column = 0;
        int lastColumn = start;
        while (!text.IsEmpty)
        {
            int run = text.IndexOfAnyExcept(Harmless);
            if (run < 0) run = text.Length;
            if (run > columns - column)
            {
                output.Append(text[..(columns - column)]);
                output.Truncate(columns > column ? output.Length - 1 : lastColumn);
                output.Append("…"u8);
                return;
            }
            if (run > 0)
            {
                output.Append(text[..run]);
                text = text[run..];
                column += run;
                lastColumn = output.Length - 1;
                continue;
            }
            if (column == columns)
            {
                output.Truncate(lastColumn);
                output.Append("…"u8);
                return;
            }
            OperationStatus status = Rune.DecodeFromUtf8(text, out Rune rune, out int length);
            lastColumn = output.Length;
            rune = status == OperationStatus.Done ? Harm(rune) : Rune.ReplacementChar;
            output.Advance(rune.EncodeToUtf8(output.GetSpan(4)));
            text = text[length..];
            column++;
        }
    }

    /// <summary>Appends text that people or a model wrote.</summary>
    public static void Append(OutputBuffer output, string text) => Append(output, Encoding.UTF8.GetBytes(text));

    private static Rune Harm(Rune rune) => rune.Value switch
    {
        '\t' => new Rune(' '),
        < 0x20 => new Rune(0x2400 + rune.Value),
        0x7F => new Rune(0x2421),
        < 0xA0 => Rune.ReplacementChar,
        0x061C or 0x200E or 0x200F or 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF => Rune.ReplacementChar,
        _ => rune,
    };
}
