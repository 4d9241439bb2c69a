namespace Lad.Detection.Masking;

/// <summary>Classes of 64 bytes, one bit a byte, the first byte in the lowest bit.</summary>
internal struct BlockBits
{
    /// <summary>Bytes that end a token.</summary>
    internal ulong Delimiter;

    /// <summary>Digits, separators of paths and names, bytes beyond ASCII.</summary>
    internal ulong Careful;

    /// <summary>Digits.</summary>
    internal ulong Digit;

    /// <summary>Full stops.</summary>
    internal ulong Dot;

    /// <summary>The block without its first <paramref name="bytes"/> bytes; delimiters follow behind it.</summary>
    internal readonly BlockBits ShiftedOut(int bytes) => new()
    {
        Delimiter = (Delimiter >> bytes) | ~(ulong.MaxValue >> bytes),
        Careful = Careful >> bytes,
        Digit = Digit >> bytes,
        Dot = Dot >> bytes,
    };

    /// <summary>This part of a block with the part that starts at byte <paramref name="at"/>.</summary>
    internal readonly BlockBits Joined(BlockBits next, int at) => new()
    {
        Delimiter = Delimiter | (next.Delimiter << at),
        Careful = Careful | (next.Careful << at),
        Digit = Digit | (next.Digit << at),
        Dot = Dot | (next.Dot << at),
    };
}
