using System.Globalization;
using System.Text;

namespace Lad.FactStore.Pages.Shared;

/// <summary>
/// Cuts hostile text into pieces that are safe to look at: its length is bounded, and whatever is not drawn or moves what is drawn (control and bidirectional characters, invisible ones, halves of pairs) becomes a visible escape.
/// HTML is encoded where the pieces are written, as all text is.
/// </summary>
internal static class VisibleText
{
    /// <summary>Marks a variable part of a template.</summary>
    private const string Wildcard = Detection.Masking.MaskedMessage.Wildcard;

    /// <summary>The pieces of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="max">UTF-16 units that are shown, at most.</param>
    /// <param name="lines">Whether line ends and tabs stay what they are.</param>
    /// <param name="variables">Whether a template's variable parts are told apart.</param>
    public static IReadOnlyList<TextPiece> Pieces(string text, int max, bool lines = false, bool variables = false)
    {
        var pieces = new TextPieces();
        int i = 0, end = Math.Min(text.Length, max);
        if (end < text.Length && char.IsHighSurrogate(text[end - 1])) end--;
        while (i < end)
        {
            if (variables && text.AsSpan(i, end - i).StartsWith(Wildcard, StringComparison.Ordinal))
            {
                pieces.Add(TextPieceKind.Variable, Wildcard);
                i += Wildcard.Length;
                continue;
            }

            bool whole = Rune.TryGetRuneAt(text, i, out Rune rune);
            int length = whole ? rune.Utf16SequenceLength : 1;
            if (whole && (IsDrawn(rune) || (lines && rune.Value is '\n' or '\t')))
                pieces.Add(TextPieceKind.Plain, text.AsSpan(i, length));
            else if (!(lines && rune.Value == '\r'))
                pieces.Add(TextPieceKind.Escape, whole ? Escape(rune) : Escape(text[i]));
            i += length;
        }

        if (end < text.Length) pieces.Add(TextPieceKind.Rest, string.Create(CultureInfo.InvariantCulture, $"… {text.Length - end:N0} more characters"));
        return pieces.End();
    }

    /// <summary>The text on one line, for attributes and titles.</summary>
    public static string Plain(string text, int max) => string.Concat(Pieces(text, max).Select(static piece => piece.Kind == TextPieceKind.Rest ? "…" : piece.Text));

    private static bool IsDrawn(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static string Escape(Rune rune) => rune.Value switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        0x1B => "\\e",
        <= 0xFF => string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
        <= 0xFFFF => Escape((char)rune.Value),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}"),
    };

    private static string Escape(char unit) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
}
