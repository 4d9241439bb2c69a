using System.Diagnostics.Metrics;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Telemetry;

/// <summary>What the files, directories and pipes of a process are read for, added up.</summary>
public sealed class SourceMetrics
{
    private readonly ObservedCounters<SourceCounters> sources = new();

    private SourceMetrics(Meter meter)
    {
        meter.CreateObservableCounter("lad.file.lines", sources.Total(counters => counters.Lines), "{line}", "Lines that were read.");
        meter.CreateObservableCounter("lad.file.dropped", sources.Total(counters => counters.DroppedBytes), "By", "Bytes of lines beyond the bound.");
        meter.CreateObservableCounter("lad.file.rotations", sources.Total(counters => counters.Rotations), "{file}", "Files that were followed by a new one of their name.");
        meter.CreateObservableCounter("lad.file.truncations", sources.Total(counters => counters.Truncations), "{file}", "Files that became shorter and were read again.");
    }

    /// <summary>The instruments of a process.</summary>
    public static SourceMetrics Of(Instrumentation instrumentation)
    {
        ArgumentNullException.ThrowIfNull(instrumentation);
        return instrumentation.Of(static made => new SourceMetrics(made.Meter));
    }

    /// <summary>A file, directory or pipe is read from now on.</summary>
    /// <returns>Disposed of when it is closed.</returns>
    public IDisposable Observe(SourceCounters counters) => sources.Observe(counters);
}
