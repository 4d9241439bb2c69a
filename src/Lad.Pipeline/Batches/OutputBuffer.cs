using System.Buffers;
using System.Runtime.CompilerServices;

namespace Lad.Pipeline.Batches;

/// <summary>A byte buffer that grows as it is written and is used again. Not thread-safe.</summary>
public sealed class OutputBuffer : IBufferWriter<byte>
{
    private const int Initial = 16 * 1024;
    private const int Kept = 2 * 1024 * 1024;
    private byte[] bytes = [];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    /// <summary>Appends bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<byte> text)
    {
        if (bytes.Length - Length < text.Length) Grow(text.Length);
        text.CopyTo(bytes.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Appends one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(byte value)
    {
        if (bytes.Length == Length) Grow(1);
        bytes[Length++] = value;
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        sizeHint = Math.Max(sizeHint, 1);
        if (bytes.Length - Length < sizeHint) Grow(sizeHint);
        return bytes.AsSpan(Length);
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        _ = GetSpan(sizeHint);
        return bytes.AsMemory(Length);
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(bytes.Length - Length), nameof(count));
        Length += count;
    }

    /// <summary>Takes back everything after the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Length, nameof(length));
        Length = length;
    }

    /// <summary>Empties the buffer; one that had grown beyond 2 MiB is given back.</summary>
    public void Clear()
    {
        Length = 0;
        if (bytes.Length > Kept) bytes = [];
    }

    private void Grow(int extra) =>
        Array.Resize(ref bytes, checked((int)Math.Max(Math.Max(Math.Min(bytes.Length * 2L, Array.MaxLength), Initial), (long)Length + extra)));
}
