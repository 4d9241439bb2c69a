using Lad.Detection.Parsing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.Kafka.Consuming;

/// <summary>Records on their way from the poll thread to the reader: one buffer for all of them, used again.</summary>
internal sealed class RecordChunk
{
    private const int Capacity = 512;
    private const int ByteCapacity = 128 * 1024;
    private const int KeptBytes = 4 * ByteCapacity;

    private readonly Entry[] entries = new Entry[Capacity];
    private byte[] buffer = new byte[ByteCapacity];

    /// <summary>Records that are in.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that are in.</summary>
    public int ByteCount { get; private set; }

    /// <summary>Whether it should go on its way.</summary>
    public bool IsFull => Count == Capacity || ByteCount >= ByteCapacity;

    /// <summary>Copies a part of a record that is to be added.</summary>
    public ByteSlice Store(ReadOnlySpan<byte> bytes)
    {
        if (buffer.Length - ByteCount < bytes.Length) Array.Resize(ref buffer, checked((int)Math.Max(Math.Min(buffer.Length * 2L, Array.MaxLength), (long)ByteCount + bytes.Length)));
        bytes.CopyTo(buffer.AsSpan(ByteCount));
        var slice = new ByteSlice(ByteCount, bytes.Length);
        ByteCount += bytes.Length;
        return slice;
    }

    /// <summary>Forgets parts that were stored for a record that is not added after all.</summary>
    public void Truncate(int byteCount) => ByteCount = byteCount;

    /// <summary>Adds a record whose parts were stored.</summary>
    public void Add(in Entry entry) => entries[Count++] = entry;

    /// <summary>Adds the records of another chunk as long as there is room for all of them.</summary>
    /// <returns>Whether there was.</returns>
    public bool TryAdd(RecordChunk other)
    {
        if (Count + other.Count > Capacity || ByteCount + other.ByteCount > ByteCapacity) return false;
        int shift = ByteCount;
        Store(other.buffer.AsSpan(0, other.ByteCount));
        for (int i = 0; i < other.Count; i++) entries[Count++] = other.entries[i].Shifted(shift);
        return true;
    }

    /// <summary>A record's stream.</summary>
    public PartitionStream Stream(int index) => entries[index].Stream;

    /// <summary>Appends a record to a batch that is not full.</summary>
    /// <returns>Where its stream goes on.</returns>
    public long CopyTo(RecordBatch batch, int index)
    {
        ref readonly Entry entry = ref entries[index];
        long next = entry.Offset + 1;
        batch.Append(entry.Value.Of(buffer), new SourcePosition(entry.Stream, entry.Offset, next), entry.ObservedTicks, RecordFlags.None, new RecordHeaders
        {
            HasKey = entry.Key.Start >= 0,
            Key = entry.Key.Start >= 0 ? entry.Key.Of(buffer) : [],
            TraceParent = entry.TraceParent.Of(buffer),
            TimeTicks = entry.TimeTicks,
            Attempt = entry.Attempt,
        });
        return next;
    }

    /// <summary>Empties it, and gives back what an unusually large one had taken.</summary>
    public void Clear()
    {
        Array.Clear(entries, 0, Count);
        Count = 0;
        ByteCount = 0;
        if (buffer.Length > KeptBytes) buffer = new byte[ByteCapacity];
    }

    /// <summary>One record.</summary>
    /// <param name="Stream">Its stream.</param>
    /// <param name="Offset">Its offset.</param>
    /// <param name="Key">Its key; starts before 0 for none.</param>
    /// <param name="Value">Its value.</param>
    /// <param name="TraceParent">Its <c>traceparent</c>; empty for none.</param>
    /// <param name="TimeTicks">Its timestamp, UTC ticks; 0 for none.</param>
    /// <param name="ObservedTicks">When it came, UTC ticks.</param>
    /// <param name="Attempt">Its <c>lad.attempt</c>; 0 for none.</param>
    internal readonly record struct Entry(PartitionStream Stream, long Offset, ByteSlice Key, ByteSlice Value, ByteSlice TraceParent, long TimeTicks, long ObservedTicks, int Attempt)
    {
        public Entry Shifted(int by) => this with
        {
            Key = Key.Start >= 0 ? new ByteSlice(Key.Start + by, Key.Length) : Key,
            Value = new ByteSlice(Value.Start + by, Value.Length),
            TraceParent = new ByteSlice(TraceParent.Start + by, TraceParent.Length),
        };
    }
}
