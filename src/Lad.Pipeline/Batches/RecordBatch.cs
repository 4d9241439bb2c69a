using System.Buffers;
using Lad.Detection;
using Lad.Detection.Parsing;
using Lad.Detection.Scoring;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Batches;

/// <summary>
/// What flows through the graph: up to <see cref="Capacity"/> records that share one pooled buffer, with a column for what each stage adds.
/// A batch is used by one stage at a time.
/// </summary>
/// <param name="capacity">Records that fit, at least 1.</param>
public sealed class RecordBatch(int capacity) : IRecordBuffer
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int used;
    private readonly ByteSlice[] records = new ByteSlice[capacity];

    /// <summary>Records that fit.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>Records that are in.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no further record fits.</summary>
    public bool IsFull => Count == Capacity;

    /// <summary>Bytes of all records.</summary>
    public int ByteCount => used;

    /// <summary>Source: where each record came from.</summary>
    public SourcePosition[] Positions { get; } = new SourcePosition[capacity];

    /// <summary>Source: when each record was observed, UTC ticks.</summary>
    public long[] ObservedTicks { get; } = new long[capacity];

    /// <summary>Source, parse: what is noteworthy.</summary>
    public RecordFlags[] Flags { get; } = new RecordFlags[capacity];

    /// <summary>Parse: message, level, time and service. Slices index <see cref="Buffer"/>.</summary>
    public ParsedRecord[] Parsed { get; } = new ParsedRecord[capacity];

    /// <summary>Parse: key of the masked message.</summary>
    public ulong[] Keys { get; } = new ulong[capacity];

    /// <summary>Score, threshold: what the detector says.</summary>
    public Assessment[] Assessments { get; } = new Assessment[capacity];

    /// <summary>What became of each record.</summary>
    public RecordOutcome[] Outcomes { get; } = new RecordOutcome[capacity];

    /// <summary>The detector that assessed this batch: read from the model slot once, for all its records.</summary>
    public Detector? Detector { get; set; }

    /// <summary>The buffer that all slices index.</summary>
    public ReadOnlySpan<byte> Buffer => buffer.AsSpan(0, used);

    /// <summary>The bytes of a record as they arrived.</summary>
    public ReadOnlySpan<byte> Record(int index) => records[index].Of(buffer);

    /// <summary>Where a record's bytes are in <see cref="Buffer"/>.</summary>
    public ByteSlice RecordSlice(int index) => records[index];

    /// <summary>The text of a record that is scored.</summary>
    public ReadOnlySpan<byte> Message(int index) => Parsed[index].Message.Of(buffer);

    /// <summary>Adds a record; its bytes are copied.</summary>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public void Append(ReadOnlySpan<byte> record, SourcePosition position, long observedTicks, RecordFlags flags = RecordFlags.None)
    {
        if (IsFull) throw new InvalidOperationException($"The batch already holds its {Capacity} records.");
        records[Count] = Store(record);
        Positions[Count] = position;
        ObservedTicks[Count] = observedTicks;
        Flags[Count] = flags;
        Outcomes[Count] = RecordOutcome.Pending;
        Count++;
    }

    /// <summary>Copies bytes into the batch's buffer (an unescaped message, say) and says where they are.</summary>
    public ByteSlice Store(ReadOnlySpan<byte> bytes)
    {
        if (buffer.Length - used < bytes.Length) Grow(bytes.Length);
        bytes.CopyTo(buffer.AsSpan(used));
        var slice = new ByteSlice(used, bytes.Length);
        used += bytes.Length;
        return slice;
    }

    /// <summary>Empties the batch for its next use.</summary>
    public void Clear()
    {
        Array.Clear(Positions, 0, Count);
        Count = 0;
        used = 0;
        Detector = null;
    }

    private void Grow(int extra)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, checked(used + extra)));
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
