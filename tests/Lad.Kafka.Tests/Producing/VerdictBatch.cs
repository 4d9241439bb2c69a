using System.Text;
using Lad.Detection;
using Lad.Detection.Parsing;
using Lad.Detection.Scoring;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Tests.Models;

namespace Lad.Kafka.Tests.Producing;

/// <summary>Makes batches as they leave the last stage, of records that came from a topic's partition.</summary>
internal sealed class VerdictBatch
{
    private static readonly Detector Detector = new(SampleModels.Of("v1"));
    private readonly SourceStream stream;
    private readonly long first;

    public VerdictBatch(int capacity = 64, string stream = "in/0", long first = 0)
        : this(new SourceStream(stream, $"kafka:{stream}"), capacity, first)
    {
    }

    public VerdictBatch(SourceStream stream, int capacity = 64, long first = 0)
    {
        this.stream = stream;
        this.first = first;
        Batch = new RecordBatch(capacity, 16 * 1024 * 1024) { Detector = Detector, Scratch = new DetectorScratch() };
    }

    public RecordBatch Batch { get; }

    public VerdictBatch Add(string message, bool anomaly = false, string? key = null, string traceParent = "")
    {
        int index = Append(message, key, traceParent);
        Batch.Parsed[index] = new ParsedRecord { Message = Batch.RecordSlice(index) };
        Batch.Keys[index] = 77 + (anomaly ? 1UL : 0);
        Batch.Assessments[index] = new Assessment { Fingerprint = anomaly ? 0xBADUL : 0xABC, Template = 0, Score = anomaly ? 1 : 0.5f, IsAnomaly = anomaly };
        Batch.Outcomes[index] = RecordOutcome.Scored;
        return this;
    }

    public VerdictBatch Reject(string record, string code, string reason, string? key = null, string traceParent = "")
    {
        Batch.Reject(Append(record, key, traceParent), code, reason);
        return this;
    }

    /// <summary>A batch of verdicts that is ready to be written by <paramref name="sink"/>.</summary>
    public static RecordBatch Of(IRenderingSink sink, int count, int messageLength = 20, string stream = "in/0", long first = 0)
    {
        var made = new VerdictBatch(count, stream, first);
        for (int i = 0; i < count; i++) made.Add($"{first + i} {new string('x', messageLength)}");
        return made.For(sink);
    }

    public RecordBatch For(IRenderingSink sink)
    {
        sink.Render(Batch);
        return Batch;
    }

    private int Append(string record, string? key, string traceParent)
    {
        int index = Batch.Count;
        long offset = first + index;
        Batch.Append(Encoding.UTF8.GetBytes(record), new SourcePosition(stream, offset, offset + 1), new DateTime(2026, 11, 21, 1, 2, 3, DateTimeKind.Utc).Ticks, RecordFlags.None, new RecordHeaders
        {
            HasKey = key is not null,
            Key = Encoding.UTF8.GetBytes(key ?? ""),
            TraceParent = Encoding.UTF8.GetBytes(traceParent),
        });
        return index;
    }
}
