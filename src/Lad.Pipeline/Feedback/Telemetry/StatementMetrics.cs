using System.Diagnostics.Metrics;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Feedback.Telemetry;

/// <summary>Statements by kind: those that were taken up where feedback is followed, those that were accepted where it is made. One of the two in a process.</summary>
public sealed class StatementMetrics
{
    /// <summary>Measures from now on.</summary>
    /// <param name="instrumentation">The process's.</param>
    /// <param name="counters">Counts them.</param>
    public StatementMetrics(Instrumentation instrumentation, FeedbackCounters counters)
    {
        ArgumentNullException.ThrowIfNull(instrumentation);
        instrumentation.Meter.CreateObservableCounter(
            "lad.feedback.statements",
            () => FeedbackKindText.All.Select((kind, i) => new Measurement<long>(counters.Statements((FeedbackKind)i), Kind(kind))),
            "{statement}",
            "Statements by kind.");
    }

    /// <summary>The label that says of which kind.</summary>
    internal static KeyValuePair<string, object?> Kind(string kind) => new("kind", kind);
}
