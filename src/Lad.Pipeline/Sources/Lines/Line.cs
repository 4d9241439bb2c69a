namespace Lad.Pipeline.Sources.Lines;

/// <summary>One line, without its end.</summary>
/// <param name="text">The bytes; valid until the buffer is written to.</param>
/// <param name="offset">Position of the first byte in its stream.</param>
/// <param name="next">Position after the line's end.</param>
/// <param name="dropped">Bytes that were beyond the limit.</param>
internal readonly ref struct Line(ReadOnlySpan<byte> text, long offset, long next, long dropped)
{
    public readonly ReadOnlySpan<byte> Text = text;
    public readonly long Offset = offset;
    public readonly long Next = next;
    public readonly long Dropped = dropped;
}
