using System.Text;
using Lad.Detection;
using Lad.Detection.Explaining;
using Lad.Detection.Parsing;
using Lad.Detection.Scoring;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Sinks;

/// <summary>Makes batches as they leave the last stage.</summary>
internal sealed class ScoredBatch
{
    private static readonly SourceStream Stream = new("app.log", "file-1");

    public ScoredBatch(string version = "v1")
    {
        var detector = new Detector(SampleModels.Of(version));
        Batch = new RecordBatch(64) { Detector = detector, Scratch = new DetectorScratch() };
    }

    public static long Time { get; } = new DateTime(2026, 11, 21, 1, 2, 3, 45, DateTimeKind.Utc).Ticks;

    public RecordBatch Batch { get; }

    public ScoredBatch Add(string message, double score = 0.25, string? service = null, Severity level = Severity.Unspecified, RecordFlags flags = RecordFlags.None, string traceParent = "") =>
        Add(Encoding.UTF8.GetBytes(message), score, service, level, flags, traceParent);

    public ScoredBatch Add(ReadOnlySpan<byte> message, double score = 0.25, string? service = null, Severity level = Severity.Unspecified, RecordFlags flags = RecordFlags.None, string traceParent = "")
    {
        int index = Batch.Count;
        Batch.Append(message, new SourcePosition(Stream, 256 + index, 257 + index), Time, flags, new RecordHeaders { TraceParent = Encoding.UTF8.GetBytes(traceParent) });
        Batch.Parsed[index] = new ParsedRecord { Message = Batch.RecordSlice(index), Level = level, Service = service is null ? default : Batch.Store(Encoding.UTF8.GetBytes(service)) };
        Batch.Keys[index] = Batch.Detector!.Mask("started"u8, Batch.Scratch!);
        Batch.Assessments[index] = new Assessment { Fingerprint = 0xABC, Template = 0, BestMatchingUnit = 0, Distance = 1.5f, Score = score, IsAnomaly = score > 0.99 };
        Batch.Outcomes[index] = RecordOutcome.Scored;
        if (score > 0.99)
            Batch.Explain(index, new Explanation { Reasons = ["never \"seen\""], Words = [new("boom", 0.5)], NovelWords = ["boom", "bang"], NearestTemplate = "started <*>", Percentile = 1 });
        return this;
    }

    /// <summary>Adds a record whose message is a part of it.</summary>
    public ScoredBatch AddDocument(string record, string message, double score = 0.25)
    {
        Add(record, score);
        Batch.Parsed[Batch.Count - 1].Message = Batch.Store(Encoding.UTF8.GetBytes(message));
        return this;
    }
}
