using System.Diagnostics.Metrics;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Feedback.Telemetry;

/// <summary>Feedback where it is followed: what was taken up, what could not be read, and about how many templates something holds.</summary>
public sealed class FeedbackMetrics
{
    private readonly FeedbackSlot slot;
    private (FeedbackSet? Set, IReadOnlyList<Measurement<long>> Kinds) sum = (null, []);

    /// <summary>Measures from now on.</summary>
    /// <param name="instrumentation">The process's.</param>
    /// <param name="counters">What was taken up.</param>
    /// <param name="slot">What is in force.</param>
    public FeedbackMetrics(Instrumentation instrumentation, FeedbackCounters counters, FeedbackSlot slot)
    {
        ArgumentNullException.ThrowIfNull(instrumentation);
        this.slot = slot;
        _ = new StatementMetrics(instrumentation, counters);
        instrumentation.Meter.CreateObservableGauge("lad.feedback.templates", Templates, "{template}", "Templates about which a statement holds.");
        instrumentation.Meter.CreateObservableCounter("lad.feedback.refused", () => counters.Refused, "{entry}", "Entries that could not be read.");
    }

    // A set never changes: it is counted once.
    private IReadOnlyList<Measurement<long>> Templates()
    {
        FeedbackSet set = slot.Current;
        if (sum.Set != set) sum = (set, [.. Count(set)]);
        return sum.Kinds;
    }

    private static IEnumerable<Measurement<long>> Count(FeedbackSet set)
    {
        FeedbackKind[] kinds = [FeedbackKind.FalsePositive, FeedbackKind.TruePositive, FeedbackKind.Snooze, FeedbackKind.Schedule];
        foreach (FeedbackKind kind in kinds)
            yield return new Measurement<long>(set.States.Count(state => state.Judgement?.Kind == kind || state.Snooze?.Kind == kind || state.Schedule?.Kind == kind), StatementMetrics.Kind(kind.ToText()));
    }
}
