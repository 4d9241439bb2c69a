namespace Lad.Detection.Masking;

/// <summary>
/// Receives the tokens of one message at a time and is used again for the next: one for each thread. Grows to the size of the
/// largest message within the rules' bounds and then allocates no more.
/// </summary>
public sealed class TokenBuffer
{
    private MaskedToken[] _tokens = new MaskedToken[64];
    private BlockBits[] _blocks = new BlockBits[ByteClassifier.BlocksFor(512)];

    /// <summary>The tokens of the last message, in its order, adjacent equal masks joined.</summary>
    public ReadOnlySpan<MaskedToken> Tokens => _tokens.AsSpan(0, Count);

    /// <summary>Number of tokens.</summary>
    public int Count { get; internal set; }

    /// <summary>
    /// 64-bit hash of the masked token sequence and <see cref="IsTruncated"/>: equal messages but for their variable parts have equal
    /// keys. The same on every machine.
    /// </summary>
    public ulong Key { get; internal set; }

    /// <summary>Whether the message had more bytes or tokens than the rules look at.</summary>
    public bool IsTruncated { get; internal set; }

    /// <summary>Room for a message in which user patterns are blotted out.</summary>
    internal byte[] Blotted { get; private set; } = [];

    /// <summary>Room for the characters of a message that user patterns look at.</summary>
    internal char[] Characters { get; private set; } = [];

    internal Span<MaskedToken> Room(int tokens)
    {
        if (_tokens.Length < tokens)
            _tokens = new MaskedToken[tokens];
        return _tokens.AsSpan(0, tokens);
    }

    internal Span<BlockBits> Blocks(int messageLength)
    {
        int count = ByteClassifier.BlocksFor(messageLength);
        if (_blocks.Length < count)
            _blocks = new BlockBits[count * 2];
        return _blocks.AsSpan(0, count);
    }

    internal void RoomForPatterns(int messageLength)
    {
        if (Blotted.Length >= messageLength)
            return;
        Blotted = new byte[messageLength * 2];
        Characters = new char[messageLength * 2];
    }
}
