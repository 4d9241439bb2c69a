using System.Text;

namespace Lad.FactStore.Pages.Shared;

/// <summary>Collects pieces; neighbours of one kind become one, except variable parts.</summary>
internal sealed class TextPieces
{
    private readonly List<TextPiece> pieces = [];
    private readonly StringBuilder text = new();
    private TextPieceKind kind;

    public void Add(TextPieceKind next, ReadOnlySpan<char> part)
    {
        if (next != kind || next == TextPieceKind.Variable) Flush();
        kind = next;
        text.Append(part);
    }

    public IReadOnlyList<TextPiece> End()
    {
        Flush();
        return pieces;
    }

    private void Flush()
    {
        if (text.Length == 0) return;
        pieces.Add(new TextPiece(kind, text.ToString()));
        text.Clear();
    }
}
