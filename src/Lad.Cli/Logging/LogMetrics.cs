using System.Diagnostics.Metrics;
using Lad.Pipeline.Telemetry;

namespace Lad.Cli.Logging;

/// <summary>The instruments of diagnostics: how many there were, by level, and how many were held back.</summary>
internal static class LogMetrics
{
    private const string Unit = "{event}";

    /// <summary>Lets the counters be seen.</summary>
    public static void Observe(Instrumentation instrumentation, LogCounters counters)
    {
        instrumentation.Meter.CreateObservableCounter("lad.log.events", () => Written(counters), Unit, "Diagnostics that were written.");
        instrumentation.Meter.CreateObservableCounter("lad.log.held_back.events", () => counters.HeldBack, Unit, "Diagnostics that were held back since they repeat others.");
    }

    private static IEnumerable<Measurement<long>> Written(LogCounters counters) =>
        LogLevels.Names.Select((name, index) => new Measurement<long>(counters.Written(index), new KeyValuePair<string, object?>("level", name)));
}
