using System.Diagnostics.Metrics;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Feedback.Telemetry;

/// <summary>Judgements under the predecessor's name, for dashboards that are there already: it asked whether something is an anomaly, and knew neither snoozes nor schedules.</summary>
public static class PredecessorFeedback
{
    /// <summary>Counts from now on.</summary>
    /// <param name="instrumentation">The process's.</param>
    /// <param name="counters">Statements that were accepted.</param>
    public static void Count(Instrumentation instrumentation, FeedbackCounters counters)
    {
        ArgumentNullException.ThrowIfNull(instrumentation);
        instrumentation.Meter.CreateObservableCounter<long>(
            "aiops_human_feedback_total",
            () => [Of(counters.Statements(FeedbackKind.FalsePositive), "False"), Of(counters.Statements(FeedbackKind.TruePositive), "True")],
            null,
            "Judgements that people made, by what they said it is.");
    }

    private static Measurement<long> Of(long value, string status) => new(value, new KeyValuePair<string, object?>("anomaly_status", status));
}
