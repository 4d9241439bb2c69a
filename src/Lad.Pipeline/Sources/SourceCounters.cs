namespace Lad.Pipeline.Sources;

/// <summary>What a source has read so far. Written by the source alone; may be read from any thread.</summary>
public sealed class SourceCounters
{
    private long bytes;
    private long lines;
    private long records;
    private long truncatedRecords;
    private long droppedBytes;
    private long rotations;
    private long truncations;

    /// <summary>Bytes read.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Lines read, before lines were joined into records.</summary>
    public long Lines => Interlocked.Read(ref lines);

    /// <summary>Records handed on.</summary>
    public long Records => Interlocked.Read(ref records);

    /// <summary>Records whose tail was dropped, or that were cut into several, at the size limit.</summary>
    public long TruncatedRecords => Interlocked.Read(ref truncatedRecords);

    /// <summary>Bytes of lines beyond the size limit.</summary>
    public long DroppedBytes => Interlocked.Read(ref droppedBytes);

    /// <summary>Files that were followed by a new file of the same name.</summary>
    public long Rotations => Interlocked.Read(ref rotations);

    /// <summary>Files that became shorter and were read again from their start.</summary>
    public long Truncations => Interlocked.Read(ref truncations);

    // One writer: a plain read and a volatile write are enough, and much cheaper than an interlocked addition for each line.
    internal void AddBytes(long count) => Volatile.Write(ref bytes, bytes + count);

    internal void AddLines(long count) => Volatile.Write(ref lines, lines + count);

    internal void AddRecords(long count) => Volatile.Write(ref records, records + count);

    internal void AddTruncated(long dropped)
    {
        Volatile.Write(ref truncatedRecords, truncatedRecords + 1);
        Volatile.Write(ref droppedBytes, droppedBytes + dropped);
    }

    internal void AddRotation() => Volatile.Write(ref rotations, rotations + 1);

    internal void AddTruncation() => Volatile.Write(ref truncations, truncations + 1);
}
