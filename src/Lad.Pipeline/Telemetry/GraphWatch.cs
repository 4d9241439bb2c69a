using System.Diagnostics;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;

namespace Lad.Pipeline.Telemetry;

/// <summary>Notes a run's times batch by batch, and records them when a batch is acknowledged. Made only when somebody looks.</summary>
/// <param name="metrics">The graph's instruments.</param>
/// <param name="traces">Makes batches traces.</param>
/// <param name="stages">Names of the stages, in order.</param>
/// <param name="clock">What times are taken from.</param>
internal sealed class GraphWatch(GraphMetrics metrics, BatchTraces traces, IReadOnlyList<string> stages, TimeProvider clock)
{
    private readonly KeyValuePair<string, object?>[] components = [.. stages.Select(GraphMetrics.Component)];
    private readonly KeyValuePair<string, object?> sink = GraphMetrics.Component("sink");
    private readonly KeyValuePair<string, object?> acknowledge = GraphMetrics.Component("acknowledge");

    /// <summary>A timestamp.</summary>
    public long Now => clock.GetTimestamp();

    /// <summary>A batch was read.</summary>
    public void Read(RecordBatch batch)
    {
        long oldest = long.MaxValue;
        foreach (long observed in batch.ObservedTicks.AsSpan(0, batch.Count)) oldest = Math.Min(oldest, observed);
        batch.Timeline ??= new BatchTimeline(components.Length);
        batch.Timeline.Begin(Now, clock.GetUtcNow().UtcTicks, oldest);
    }

    /// <summary>A stage is done with a batch.</summary>
    /// <returns>When: the next stage begins then.</returns>
    public long Worked(RecordBatch batch, int stage, long begun)
    {
        long ended = Now;
        batch.Timeline!.Worked(stage, begun, ended);
        return ended;
    }

    /// <summary>A batch has its verdicts, which are not written yet.</summary>
    public void Judged(RecordBatch batch) => traces.Choose(batch);

    /// <summary>A batch failed, and the run with it.</summary>
    public void Failed(RecordBatch batch, Exception failure) => traces.Fail(batch, failure, Now);

    /// <summary>A batch is on its way to the sinks.</summary>
    public void Started(RecordBatch batch) => batch.Timeline!.Started = Now;

    /// <summary>The sinks have it.</summary>
    public void Delivered(RecordBatch batch) => batch.Timeline!.Delivered = Now;

    /// <summary>A batch was acknowledged: what it took is recorded.</summary>
    public void Acknowledged(RecordBatch batch, in BatchTally tally)
    {
        BatchTimeline timeline = batch.Timeline!;
        long now = Now;
        if (timeline.Span is null) RecordTimes(timeline, batch.Count, now);
        else RecordTimesWithin(timeline.Span, timeline, batch.Count, now);
        if (tally.Scored > 0) CountScores(batch);
        traces.Finish(batch, tally, now);
    }

    private void CountScores(RecordBatch batch)
    {
        using CountedHistogram.Addition scores = metrics.Scores.Begin();
        for (int i = 0; i < batch.Count; i++)
            if (batch.Outcomes[i] == RecordOutcome.Scored) scores.Add(batch.Assessments[i].Score);
    }

    // So that whoever keeps examples of what was recorded can name the trace.
    private void RecordTimesWithin(Activity span, BatchTimeline timeline, int records, long now)
    {
        Activity? outer = Activity.Current;
        Activity.Current = span;
        try
        {
            RecordTimes(timeline, records, now);
        }
        finally
        {
            Activity.Current = outer;
        }
    }

    private void RecordTimes(BatchTimeline timeline, int records, long now)
    {
        TimeSpan sinceRead = clock.GetElapsedTime(timeline.Read, now);
        metrics.BatchRecords.Record(records);
        metrics.BatchDuration.Record(sinceRead.TotalSeconds);
        metrics.EndToEnd.Record(Math.Max(0, (sinceRead.Ticks + timeline.ReadAt - timeline.OldestAt) / (double)TimeSpan.TicksPerSecond));
        ReadOnlySpan<(long Begun, long Ended, long Took)> turns = timeline.Stages;
        for (int i = 0; i < turns.Length; i++)
            if (turns[i].Begun != 0) Record(turns[i].Took, components[i]);
        Record(timeline.Delivered - timeline.Started, sink);
        Record(now - timeline.Delivered, acknowledge);
    }

    private void Record(long took, in KeyValuePair<string, object?> component) => metrics.StageDuration.Record(clock.GetElapsedTime(0, took).TotalSeconds, component);
}
