using System.Buffers;

namespace Lad.Pipeline.Sources.Lines;

/// <summary>
/// Cuts a stream of bytes into lines at <c>\n</c> or <c>\r\n</c>. Of a line longer than the limit the start is kept and the rest skipped, so that memory stays
/// below the limit plus two reads however long a line is. Positions never lose count. Not thread-safe.
/// </summary>
/// <param name="options">Limits.</param>
/// <param name="position">Position of the first byte in its stream.</param>
internal sealed class LineBuffer(LineOptions options, long position) : IDisposable
{
    private byte[] buffer = [];
    private int start;
    private int end;
    private int searched;
    // Bytes of the line at the start that came after its kept part.
    private long skipped;
    private byte lastSkipped;

    /// <summary>Position in the stream of the first byte not yet handed out as a line.</summary>
    public long Position { get; private set; } = position;

    /// <summary>Position in the stream up to which bytes were taken in.</summary>
    public long EndPosition => Position + (end - start) + skipped;

    /// <summary>Whether bytes are held that are no line yet.</summary>
    public bool HasPartial => end > start;

    /// <summary>Room for the next read.</summary>
    public Memory<byte> Room()
    {
        if (buffer.Length - end < options.ReadBytes) MakeRoom();
        return buffer.AsMemory(end, options.ReadBytes);
    }

    /// <summary>Takes in what was read into the room.</summary>
    public void Commit(int bytes) => end += bytes;

    /// <summary>The next whole line.</summary>
    public bool TryRead(out Line line)
    {
        int newline = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
        if (newline < 0)
        {
            SkipBeyondLimit();
            searched = end;
            line = default;
            return false;
        }
        int lineEnd = searched + newline;
        line = Cut(lineEnd, lineEnd + 1);
        start = searched = lineEnd + 1;
        skipped = 0;
        Position = line.Next;
        return true;
    }

    /// <summary>What is left at the end of the stream, as a line.</summary>
    public bool TryReadLast(out Line line)
    {
        line = default;
        if (!HasPartial) return false;
        line = Cut(end, end);
        start = searched = end;
        skipped = 0;
        Position = line.Next;
        return true;
    }

    /// <summary>Starts anew at another position; what was held is forgotten.</summary>
    public void Restart(long at)
    {
        start = end = searched = 0;
        skipped = 0;
        Position = at;
    }

    /// <summary>Gives the memory back while nothing is held; it is taken again when needed.</summary>
    public void Release()
    {
        if (HasPartial || buffer.Length == 0) return;
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        start = end = searched = 0;
    }

    public void Dispose()
    {
        start = end = searched = 0;
        Release();
    }

    private Line Cut(int lineEnd, int consumed)
    {
        ReadOnlySpan<byte> text = buffer.AsSpan(start, lineEnd - start);
        long next = Position + (consumed - start) + skipped;
        if (skipped == 0 && text.Length > 0 && text[^1] == '\r') text = text[..^1];
        long dropped = skipped;
        if (text.Length > options.MaxRecordBytes)
        {
            dropped += text.Length - options.MaxRecordBytes - (skipped > 0 && lastSkipped == '\r' ? 1 : 0);
            text = text[..options.MaxRecordBytes];
        }
        return new Line(text, Position, next, dropped);
    }

    private void SkipBeyondLimit()
    {
        int excess = end - start - options.MaxRecordBytes - 1;
        if (excess <= 0) return;
        skipped += excess;
        lastSkipped = buffer[end - 1];
        end -= excess;
    }

    private void MakeRoom()
    {
        int held = end - start;
        if (start > 0 && buffer.Length - held >= options.ReadBytes)
        {
            buffer.AsSpan(start, held).CopyTo(buffer);
        }
        else
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * held, held + options.ReadBytes));
            buffer.AsSpan(start, held).CopyTo(larger);
            if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        searched -= start;
        start = 0;
        end = held;
    }
}
