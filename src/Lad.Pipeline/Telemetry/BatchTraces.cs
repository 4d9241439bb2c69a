using System.Diagnostics;
using Lad.Detection;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Telemetry;

/// <summary>
/// The spans of batches: one for a batch that is chosen, with one for each step, made from noted times. A batch is chosen when its verdicts are there and before they are written, so that an anomaly can name its trace.
/// Makes nothing while nobody listens.
/// </summary>
/// <param name="spans">Makes the spans.</param>
/// <param name="options">Which batches.</param>
/// <param name="source">What batches are read from.</param>
/// <param name="stages">Names of the stages, in order.</param>
/// <param name="clock">What times are taken from.</param>
internal sealed class BatchTraces(ActivitySource spans, TraceSampling options, IRecordSource source, IReadOnlyList<string> stages, TimeProvider clock)
{
    private readonly TraceSampler sampler = new(options, clock);
    private readonly string name = $"process {source.Origin?.Destination ?? source.Name}";

    /// <summary>Chooses whether a batch becomes a trace, and begins its span then.</summary>
    public void Choose(RecordBatch batch)
    {
        if (spans.HasListeners() && sampler.Reason(batch) is { } reason) Begin(batch, reason);
    }

    /// <summary>A batch was acknowledged: its span ends, and those of its steps are made.</summary>
    public void Finish(RecordBatch batch, in BatchTally tally, long now)
    {
        if (batch.Timeline!.TakeSpan() is not { } span) return;
        Describe(span, batch, tally);
        AddSteps(span, batch.Timeline, now);
        End(span, batch.Timeline, now);
    }

    /// <summary>A batch failed, and the run with it. It becomes a trace if it is none yet.</summary>
    public void Fail(RecordBatch batch, Exception failure, long now)
    {
        BatchTimeline? timeline = batch.Timeline;
        if (timeline is null || timeline.HasFailed || !spans.HasListeners()) return;
        timeline.HasFailed = true;
        if (timeline.Span is null) Begin(batch, "failure");
        if (timeline.TakeSpan() is not { } span) return;
        span.SetTag("error.type", failure.GetType().FullName);
        span.SetStatus(ActivityStatusCode.Error, failure.Message);
        AddSteps(span, timeline, now);
        End(span, timeline, now);
    }

    private void Begin(RecordBatch batch, string reason)
    {
        BatchTimeline timeline = batch.Timeline!;
        Activity? outer = Activity.Current;
        // A batch is nobody's child: who started the graph has a span of its own, which is long over.
        Activity.Current = null;
        try
        {
            Activity? span = spans.StartActivity(name, ActivityKind.Consumer, default(ActivityContext), Attributes(batch, reason), TraceLinks.Of(batch, options.MaxLinks), At(timeline, timeline.Read));
            // What a listener only passes on is in no trace: no verdict may name it.
            if (span is { Recorded: true, IdFormat: ActivityIdFormat.W3C }) timeline.BecomesTrace(span);
            else span?.Dispose();
        }
        finally
        {
            Activity.Current = outer;
        }
    }

    private IEnumerable<KeyValuePair<string, object?>> Attributes(RecordBatch batch, string reason)
    {
        yield return new(TraceSampling.Attribute, reason);
        yield return new("messaging.operation.name", "process");
        yield return new("messaging.operation.type", "process");
        yield return new("messaging.batch.message_count", batch.Count);
        if (source.Origin is not { } origin) yield break;
        yield return new("messaging.system", origin.System);
        if (origin.Destination is { } destination) yield return new("messaging.destination.name", destination);
    }

    private static void Describe(Activity span, RecordBatch batch, in BatchTally tally)
    {
        span.SetTag("lad.scored", tally.Scored);
        span.SetTag("lad.anomalies", tally.Anomalies);
        span.SetTag("lad.suppressed", tally.Suppressed.Total);
        span.SetTag("lad.dead_letters", tally.DeadLettered);
        span.SetTag("lad.filtered", tally.Filtered);
        Detector[] detectors = [.. Enumerable.Range(0, batch.Count).Select(batch.DetectorOf).OfType<Detector>().Distinct()];
        if (detectors is [Detector one])
        {
            span.SetTag("lad.model.name", one.Model.Metadata.Name);
            span.SetTag("lad.model.version", one.Model.Metadata.Version);
        }
        else if (detectors.Length > 1)
        {
            span.SetTag("lad.model.name", detectors.Select(detector => detector.Model.Metadata.Name).ToArray());
            span.SetTag("lad.model.version", detectors.Select(detector => detector.Model.Metadata.Version).ToArray());
        }
    }

    private void AddSteps(Activity span, BatchTimeline timeline, long now)
    {
        Activity? outer = Activity.Current;
        ReadOnlySpan<(long Begun, long Ended, long Took)> turns = timeline.Stages;
        for (int i = 0; i < turns.Length; i++)
            if (turns[i].Begun != 0) AddStep(span, timeline, stages[i], turns[i].Begun, turns[i].Ended);
        if (timeline.Started != 0) AddStep(span, timeline, "sink", timeline.Started, timeline.Delivered != 0 ? timeline.Delivered : now);
        if (timeline.Delivered != 0) AddStep(span, timeline, "acknowledge", timeline.Delivered, now);
        Activity.Current = outer;
    }

    private void AddStep(Activity span, BatchTimeline timeline, string step, long begun, long ended)
    {
        using Activity? child = spans.StartActivity(step, ActivityKind.Internal, span.Context, startTime: At(timeline, begun));
        child?.SetEndTime(At(timeline, ended).UtcDateTime);
    }

    private void End(Activity span, BatchTimeline timeline, long now)
    {
        Activity? outer = Activity.Current;
        span.SetEndTime(At(timeline, now).UtcDateTime);
        span.Stop();
        Activity.Current = outer;
    }

    private DateTimeOffset At(BatchTimeline timeline, long timestamp) => new(timeline.ReadAt + clock.GetElapsedTime(timeline.Read, timestamp).Ticks, TimeSpan.Zero);
}
