using System.Buffers;

namespace Lad.Elasticsearch.Connections;

/// <summary>Bytes that grow in arrays of the pool and go back to it at the end.</summary>
/// <param name="capacity">Bytes to begin with.</param>
internal sealed class PooledBytes(int capacity) : Stream, IBufferWriter<byte>
{
    private byte[] array = ArrayPool<byte>.Shared.Rent(capacity);
    private int length;

    public ReadOnlyMemory<byte> Written => array.AsMemory(0, length);

    /// <summary>The bytes, to be changed in place.</summary>
    public Span<byte> Bytes => array.AsSpan(0, length);

    public int Count => length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return array.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Reserve(buffer.Length);
        buffer.CopyTo(array.AsSpan(length));
        length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        byte[] gone = Interlocked.Exchange(ref array, []);
        length = 0;
        if (gone.Length > 0) ArrayPool<byte>.Shared.Return(gone);
        base.Dispose(disposing);
    }

    private void Reserve(int count)
    {
        if (array.Length - length >= count) return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(length + count), (int)Math.Min(array.Length * 2L, System.Array.MaxLength)));
        array.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(array);
        array = larger;
    }
}
