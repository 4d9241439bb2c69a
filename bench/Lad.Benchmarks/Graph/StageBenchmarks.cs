using BenchmarkDotNet.Attributes;
using Lad.Benchmarks.Budgets;
using Lad.Detection;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Stages;

namespace Lad.Benchmarks.Graph;

/// <summary>The row of stages on one core, from bytes in memory to verdicts; figures are for one record.</summary>
public class StageBenchmarks
{
    private const int Records = 512 * 64;
    private readonly SourceStream stream = new("memory", "memory");
    private readonly RecordBatch batch = new(512);
    private readonly RenderStage render = new(new JsonLinesSink("memory", Stream.Null));
    private readonly IReadOnlyList<IStage> stages = new ScoringStages().Stages;
    private byte[][] lines = [];
    private readonly DetectorScratch scratch = new();
    private Detector detector = null!;
    private FeedbackSet feedback = FeedbackSet.Empty;
    private int next;

    [GlobalSetup]
    public void Train()
    {
        var corpus = Corpus.Load();
        lines = corpus.Lines;
        detector = corpus.Detector;
        // Every line once: what is measured is the steady state, not the first sight of a message.
        for (int i = 0; i < 2 * lines.Length; i += batch.Capacity) Score(rendered: true);
        feedback = Feedback();
        for (int i = 0; i < 2 * lines.Length; i += batch.Capacity) Score(rendered: true, feedback);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Records)]
    [AllocationBudget(0)]
    public void BytesToVerdicts()
    {
        for (int i = 0; i < Records; i += batch.Capacity) Score(rendered: false);
    }

    [Benchmark(OperationsPerInvoke = Records)]
    [AllocationBudget(0)]
    public void BytesToScoredRecords()
    {
        for (int i = 0; i < Records; i += batch.Capacity) Score(rendered: true);
    }

    [Benchmark(OperationsPerInvoke = Records)]
    [AllocationBudget(0)]
    public void BytesToScoredRecordsWithFeedback()
    {
        for (int i = 0; i < Records; i += batch.Capacity) Score(rendered: true, feedback);
    }

    private void Score(bool rendered, FeedbackSet? inForce = null)
    {
        batch.Clear();
        if (inForce is not null) batch.Feedback = inForce;
        while (!batch.IsFull)
        {
            batch.Append(lines[next], new SourcePosition(stream, next, next + 1), observedTicks: 638_000_000_000_000_000);
            next = next + 1 == lines.Length ? 0 : next + 1;
        }
        batch.Detector = detector;
        batch.Scratch = scratch;
        foreach (IStage stage in stages) stage.Process(batch);
        if (rendered) render.Process(batch);
    }

    /// <summary>Every other anomaly is a false positive, and every third is expected at some hours; 1,000 statements are about other things.</summary>
    private FeedbackSet Feedback()
    {
        var anomalies = lines.Select(line => System.Text.Encoding.UTF8.GetString(line)).Where(line => detector.Assess(System.Text.Encoding.UTF8.GetBytes(line), scratch).IsAnomaly).Distinct().Where((_, i) => i % 2 == 0 || i % 3 == 0);
        var others = Enumerable.Range(0, 1000).Select(i => $"a thing {i} that never comes");
        return new FeedbackSet(anomalies.Concat(others).Select((message, i) => FeedbackState.Of([new FeedbackStatement
        {
            Sequence = i + 1,
            Fingerprint = (ulong)i + 1,
            Kind = i % 2 == 0 ? FeedbackKind.FalsePositive : FeedbackKind.Schedule,
            Schedule = i % 2 == 0 ? null : FeedbackSchedule.Parse("daily 02:00-14:30 Europe/Berlin"),
            Message = message,
            Author = "bench",
            At = DateTimeOffset.UnixEpoch,
        }])));
    }
}
