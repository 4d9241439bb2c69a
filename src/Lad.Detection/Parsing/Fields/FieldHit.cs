namespace Lad.Detection.Parsing.Fields;

/// <summary>The best value found so far for a role.</summary>
internal struct FieldHit
{
    /// <summary>First byte of the value, without quotes.</summary>
    public int Start;

    /// <summary>Bytes of the value as written.</summary>
    public int Length;

    /// <summary>Rank of the path that it was found at plus one; 0 when nothing was found.</summary>
    public int RankPlusOne;

    /// <summary>Whether it holds escape sequences.</summary>
    public bool Escaped;

    /// <summary>What a number means, for a level.</summary>
    public LevelScale Scale;

    public readonly bool Found => RankPlusOne > 0;

    public readonly ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text) => text.Slice(Start, Length);

    public void Offer(int start, int length, bool escaped, int rank, LevelScale scale)
    {
        if (Found && RankPlusOne <= rank + 1) return;
        (Start, Length, Escaped, RankPlusOne, Scale) = (start, length, escaped, rank + 1, scale);
    }
}
