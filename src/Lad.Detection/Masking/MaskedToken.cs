namespace Lad.Detection.Masking;

/// <summary>One token of a masked message: a run of the message's bytes.</summary>
/// <param name="Start">Index of the first byte in the message.</param>
/// <param name="Length">Number of bytes; adjacent masks are one token that spans them all.</param>
/// <param name="Hash">Hash of the token's text (<see cref="WordHash"/>), the same for all masks.</param>
/// <param name="Kind">What the token is.</param>
public readonly record struct MaskedToken(int Start, int Length, ulong Hash, TokenKind Kind)
{
    /// <summary>Whether the token as a whole stands for a variable part.</summary>
    public bool IsMask => Kind >= TokenKind.Number;

    /// <summary>Index of the byte after the token.</summary>
    public int End => Start + Length;
}
