using System.Runtime.ExceptionServices;
using Lad.Detection;
using Lad.Detection.Explaining;
using Lad.Detection.Parsing;
using Lad.Detection.Scoring;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Batches;

/// <summary>
/// What flows through the graph: up to <see cref="Capacity"/> records that share one buffer, with a column for what each stage adds.
/// A batch is used by one stage at a time, and used again once it is acknowledged.
/// </summary>
/// <param name="capacity">Records that fit, at least 1.</param>
/// <param name="byteCapacity">
/// Bytes after which the batch counts as full, whatever the number of records. The record that crosses the line is still taken whole, so that
/// a batch holds at most this and one record. Default 256 KiB.
/// </param>
public sealed class RecordBatch(int capacity, int byteCapacity = RecordBatch.DefaultByteCapacity) : IRecordBuffer
{
    /// <summary>Bytes after which a batch counts as full unless asked otherwise.</summary>
    public const int DefaultByteCapacity = 256 * 1024;

    private readonly ByteSlice[] records = new ByteSlice[capacity];
    private readonly List<Rejection> rejections = [];
    private List<Rejection>? late;
    private SourceColumns? columns;
    private Detector?[]? detectors;
    private byte[] buffer = new byte[Math.Min(byteCapacity, 64 * 1024)];
    private int used;
    private bool explained;
    private bool delivering;

    /// <summary>Records that fit.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>Records that are in.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no further record fits.</summary>
    public bool IsFull => Count == Capacity || used >= byteCapacity;

    /// <summary>Bytes of all records, and of what <see cref="Store"/> added.</summary>
    public int ByteCount => used;

    /// <summary>Source: where each record came from.</summary>
    public SourcePosition[] Positions { get; } = new SourcePosition[capacity];

    /// <summary>Source: when each record was observed, UTC ticks.</summary>
    public long[] ObservedTicks { get; } = new long[capacity];

    /// <summary>Source, parse: what is noteworthy.</summary>
    public RecordFlags[] Flags { get; } = new RecordFlags[capacity];

    /// <summary>Parse: message, level, time and service. Slices index <see cref="Buffer"/>.</summary>
    public ParsedRecord[] Parsed { get; } = new ParsedRecord[capacity];

    /// <summary>Mask: key of the masked message.</summary>
    public ulong[] Keys { get; } = new ulong[capacity];

    /// <summary>Encode: vectors of the records that were not recalled.</summary>
    public VectorColumn Vectors { get; } = new(capacity);

    /// <summary>Encode, score, threshold: what the detector says.</summary>
    public Assessment[] Assessments { get; } = new Assessment[capacity];

    /// <summary>Threshold: why, for anomalies only.</summary>
    public Explanation?[] Explanations { get; } = new Explanation?[capacity];

    /// <summary>Feedback, limits: why an anomaly does not alert.</summary>
    public Suppression[] Suppressions { get; } = new Suppression[capacity];

    /// <summary>Feedback: number of the statement by which an anomaly does not alert; 0 when it does, or when a limit is the reason.</summary>
    public long[] Statements { get; } = new long[capacity];

    /// <summary>What became of each record.</summary>
    public RecordOutcome[] Outcomes { get; } = new RecordOutcome[capacity];

    /// <summary>Why records became dead letters, one entry for each. When sinks rejected records late, the dead-letter sink's second call finds those here, and no others.</summary>
    public IReadOnlyList<Rejection> Rejections => rejections;

    /// <summary>What sinks prepared before their turn came.</summary>
    public BatchOutputs Outputs { get; } = new();

    /// <summary>
    /// The detector that the stages work with at the moment: for a batch of one model that of all records. Which one assessed a record, <see cref="DetectorOf"/> says.
    /// </summary>
    public Detector? Detector { get; set; }

    /// <summary>What is noted of the batch's way; <see langword="null"/> while nobody looks.</summary>
    internal BatchTimeline? Timeline { get; set; }

    /// <summary>What a stage failed with on this batch.</summary>
    internal ExceptionDispatchInfo? Failure { get; set; }

    /// <summary>Which stage it was.</summary>
    internal string FailedStage { get; set; } = "";

    /// <summary>The feedback that is in force for the batch, whatever comes in while it is worked on.</summary>
    public FeedbackSet Feedback { get; set; } = FeedbackSet.Empty;

    /// <summary>Whether the records have several detectors.</summary>
    public bool IsRouted { get; private set; }

    /// <summary>The detector that assessed a record.</summary>
    public Detector? DetectorOf(int index) => IsRouted ? detectors![index] : Detector;

    /// <summary>Lent to whoever works on the batch at the moment.</summary>
    public DetectorScratch? Scratch { get; set; }

    /// <summary>The buffer that all slices index. Adding a record or bytes may move it: take the span anew afterwards.</summary>
    public ReadOnlySpan<byte> Buffer => buffer.AsSpan(0, used);

    /// <summary>The bytes of a record as they arrived.</summary>
    public ReadOnlySpan<byte> Record(int index) => records[index].Of(buffer);

    /// <summary>Where a record's bytes are in <see cref="Buffer"/>.</summary>
    public ByteSlice RecordSlice(int index) => records[index];

    /// <summary>The text of a record that is scored.</summary>
    public ReadOnlySpan<byte> Message(int index) => Parsed[index].Message.Of(buffer);

    /// <summary>The name of the service that wrote a record; empty when it names none.</summary>
    public ReadOnlySpan<byte> Service(int index) => Parsed[index].Service.Of(buffer);

    /// <summary>Whether a record came with a key, which may be empty.</summary>
    public bool HasRecordKey(int index) => columns is not null && columns.Keys[index].Start >= 0;

    /// <summary>The key that a record had in its topic; empty when it has none, see <see cref="HasRecordKey"/>.</summary>
    public ReadOnlySpan<byte> RecordKey(int index) => HasRecordKey(index) ? columns!.Keys[index].Of(buffer) : [];

    /// <summary>The W3C <c>traceparent</c> that came with a record, as it came; empty when there was none. See <see cref="TraceContext"/>.</summary>
    public ReadOnlySpan<byte> TraceParent(int index) => columns is null ? [] : columns.TraceParents[index].Of(buffer);

    /// <summary>
    /// The trace that a record's verdict names: the one that the record came with, or for an anomaly without one that of the batch, if the batch became a trace. Other verdicts name none, so that they are the same
    /// whoever is scored again.
    /// </summary>
    /// <returns>Whether there is one.</returns>
    public bool TryGetTrace(int index, out TraceContext trace) =>
        TraceContext.TryRead(TraceParent(index), out trace) || (Timeline is not null && Assessments[index].IsAnomaly && TraceContext.TryRead(Timeline.TraceParent, out trace));

    /// <summary>When the source says that the record was written, UTC ticks; 0 when it does not say. The event time of a record whose text names none.</summary>
    public long SourceTimeTicks(int index) => columns is null ? 0 : columns.TimeTicks[index];

    /// <summary>The identity of a record's event: the source's own, or derived from the position. A record that is delivered again has the same.</summary>
    public EventId EventIdOf(int index) => columns?.Ids[index] ?? EventId.Of(Positions[index]);

    /// <summary>How often a record became a dead letter before it came again; 0 for never.</summary>
    public int Attempt(int index) => columns is null ? 0 : columns.Attempts[index];

    /// <summary>Event time of a record in UTC ticks, or when it was observed if it names none.</summary>
    public long TimeTicks(int index)
    {
        long ticks = Parsed[index].EventTimeTicks;
        return ticks != 0 ? ticks : ObservedTicks[index];
    }

    /// <summary>Whether a record's verdict calls for attention: an anomaly that nothing suppresses.</summary>
    public bool IsAlert(int index) => Assessments[index].IsAnomaly && Suppressions[index] == Suppression.None;

    /// <summary>Adds a record; its bytes are copied.</summary>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public void Append(ReadOnlySpan<byte> record, SourcePosition position, long observedTicks, RecordFlags flags = RecordFlags.None)
    {
        if (IsFull) throw new InvalidOperationException($"The batch is full: it holds {Count} of {Capacity} records and {used} of {byteCapacity} bytes.");
        records[Count] = Store(record);
        Positions[Count] = position;
        ObservedTicks[Count] = observedTicks;
        Flags[Count] = flags;
        Outcomes[Count] = RecordOutcome.Pending;
        Parsed[Count] = default;
        Assessments[Count] = default;
        Suppressions[Count] = Suppression.None;
        Statements[Count] = 0;
        columns?.Set(Count, SourceColumns.None, default, 0, 0, null);
        Count++;
    }

    /// <summary>Adds a record that came with more than its bytes; all of it is copied.</summary>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public void Append(ReadOnlySpan<byte> record, SourcePosition position, long observedTicks, RecordFlags flags, in RecordHeaders headers)
    {
        Append(record, position, observedTicks, flags);
        columns ??= new SourceColumns(Capacity, Count);
        columns.Set(Count - 1, headers.HasKey ? Store(headers.Key) : SourceColumns.None, Store(headers.TraceParent), headers.TimeTicks, headers.Attempt, headers.Id);
    }

    /// <summary>Adds a record of another batch as it was read, with all that came with it; what stages made of it is left behind.</summary>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public void Append(RecordBatch other, int index)
    {
        if (other.columns is not { } from)
        {
            Append(other.Record(index), other.Positions[index], other.ObservedTicks[index], other.Flags[index]);
            return;
        }
        Append(other.Record(index), other.Positions[index], other.ObservedTicks[index], other.Flags[index], new RecordHeaders
        {
            HasKey = other.HasRecordKey(index),
            Key = other.RecordKey(index),
            TraceParent = other.TraceParent(index),
            TimeTicks = from.TimeTicks[index],
            Attempt = from.Attempts[index],
            Id = from.Ids[index],
        });
    }

    /// <summary>Copies bytes into the batch's buffer (an unescaped message, say) and says where they are.</summary>
    public ByteSlice Store(ReadOnlySpan<byte> bytes)
    {
        // A caller may hold a span of the old buffer: it is left to the garbage collector, never handed to someone else.
        if (buffer.Length - used < bytes.Length)
            Array.Resize(ref buffer, checked((int)Math.Max(Math.Min(buffer.Length * 2L, Array.MaxLength), (long)used + bytes.Length)));
        bytes.CopyTo(buffer.AsSpan(used));
        var slice = new ByteSlice(used, bytes.Length);
        used += bytes.Length;
        return slice;
    }

    /// <summary>Records that were left out on purpose.</summary>
    public int FilteredCount { get; private set; }

    /// <summary>Leaves a record out on purpose.</summary>
    public void Filter(int index)
    {
        Outcomes[index] = RecordOutcome.Filtered;
        FilteredCount++;
    }

    /// <summary>
    /// Makes a record a dead letter. A sink may still do so to a scored record while it delivers the batch, from any thread: nobody sees that before all sinks are done with the batch,
    /// and when several reject the same record the first to do so gives the reason.
    /// </summary>
    public void Reject(int index, string code, string reason)
    {
        if (delivering)
        {
            RejectLate(new Rejection(index, code, reason));
            return;
        }
        Outcomes[index] = RecordOutcome.DeadLettered;
        rejections.Add(new Rejection(index, code, reason));
    }

    /// <summary>Makes dead letters of all records that are neither dead letters nor filtered, scored ones too.</summary>
    internal void RejectAll(string code, string reason)
    {
        for (int i = 0; i < Count; i++)
            if (Outcomes[i] is not (RecordOutcome.DeadLettered or RecordOutcome.Filtered)) Reject(i, code, reason);
        SortRejections();
    }

    /// <summary>Sinks have the batch from now on: its columns stay as they are, and what is rejected is late.</summary>
    internal void BeginDelivery() => delivering = true;

    /// <summary>No sink has the batch any more: makes dead letters of what was rejected late, and has <see cref="Rejections"/> name these alone.</summary>
    /// <returns>Whether there are any; otherwise all stays as it is.</returns>
    internal bool TakeLateRejections()
    {
        delivering = false;
        if (late is not { Count: > 0 }) return false;
        rejections.Clear();
        foreach (Rejection rejection in late)
            if (Outcomes[rejection.Index] == RecordOutcome.Scored) Reject(rejection.Index, rejection.Code, rejection.Reason);
        late.Clear();
        SortRejections();
        return rejections.Count > 0;
    }

    private void RejectLate(in Rejection rejection)
    {
        lock (rejections) (late ??= []).Add(rejection);
    }

    /// <summary>Puts <see cref="Rejections"/> into the order of the records, after models had turns.</summary>
    internal void SortRejections() => rejections.Sort(static (one, other) => one.Index.CompareTo(other.Index));

    /// <summary>Keeps why a record is an anomaly.</summary>
    public void Explain(int index, Explanation explanation)
    {
        Explanations[index] = explanation;
        explained = true;
    }

    /// <summary>The column of detectors, to be filled for the pending records.</summary>
    internal Detector?[] Routes() => detectors ??= new Detector?[Capacity];

    /// <summary>Says that <see cref="Routes"/> holds.</summary>
    internal void Route() => IsRouted = true;

    /// <summary>Empties the batch for its next use, and gives back what an unusually large batch had taken.</summary>
    public void Clear()
    {
        Array.Clear(Positions, 0, Count);
        if (explained) Array.Clear(Explanations, 0, Count);
        if (buffer.Length > 4L * byteCapacity) buffer = new byte[byteCapacity];
        explained = false;
        delivering = false;
        rejections.Clear();
        late?.Clear();
        Vectors.Clear();
        Outputs.Clear();
        Timeline?.Clear();
        FilteredCount = 0;
        if (detectors is not null) Array.Clear(detectors, 0, Count);
        IsRouted = false;
        Count = 0;
        used = 0;
        Detector = null;
        Scratch = null;
        Failure = null;
        FailedStage = "";
        Feedback = FeedbackSet.Empty;
    }
}
