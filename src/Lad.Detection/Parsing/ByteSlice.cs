namespace Lad.Detection.Parsing;

/// <summary>A run of bytes inside a record's buffer.</summary>
/// <param name="Start">Index of the first byte.</param>
/// <param name="Length">Number of bytes, 0 when there is none.</param>
public readonly record struct ByteSlice(int Start, int Length)
{
    /// <summary>Whether the slice holds no byte.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The bytes that the slice names in <paramref name="buffer"/>.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> buffer) => buffer.Slice(Start, Length);
}
