using System.Diagnostics;
using Lad.Pipeline.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Lad.Benchmarks.Telemetry;

/// <summary>Somebody who looks, as a scorer with probes and a collector has it: metrics collected each second, spans taken in batches. What comes is counted and thrown away.</summary>
internal sealed class Looking : IDisposable
{
    private const int Interval = 1000;
    private readonly MeterProvider meters;
    private readonly TracerProvider? tracers;
    private readonly Counting<Activity> spans = new();

    public Looking(bool traces)
    {
        // A name of its own: two that look at once would hear each other.
        Instrumentation = new Instrumentation(traces ? "Lad.Both" : "Lad.Metrics");
        meters = Sdk.CreateMeterProviderBuilder().AddMeter(Instrumentation.Meter.Name).SetExemplarFilter(ExemplarFilterType.TraceBased)
            .AddReader(new PeriodicExportingMetricReader(new Counting<Metric>(), Interval)).Build();
        if (!traces) return;
        tracers = Sdk.CreateTracerProviderBuilder().AddSource(Instrumentation.Spans.Name).SetSampler(new ParentBasedSampler(new AlwaysOnSampler()))
            .AddProcessor(new BatchActivityExportProcessor(spans)).Build();
    }

    public Instrumentation Instrumentation { get; }

    /// <summary>Spans that came, once all of them have.</summary>
    public long Spans => tracers?.ForceFlush() is true ? spans.Count : 0;

    public void Dispose()
    {
        meters.Dispose();
        tracers?.Dispose();
        Instrumentation.Dispose();
    }

    private sealed class Counting<T> : BaseExporter<T>
        where T : class
    {
        private long count;

        public long Count => Interlocked.Read(ref count);

        public override ExportResult Export(in Batch<T> batch)
        {
            Interlocked.Add(ref count, batch.Count);
            return ExportResult.Success;
        }
    }
}
