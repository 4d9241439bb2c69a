using System.Diagnostics.Metrics;
using System.Text;
using Lad.Cli.Telemetry.Prometheus;
using Lad.Pipeline.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Lad.Cli.Tests.Telemetry.Prometheus;

/// <summary>A meter of its own, and what is exported of it.</summary>
internal sealed class Exposition : IDisposable
{
    private static int made;
    private readonly PrometheusExporter exporter = new();
    private readonly MeterProvider provider;

    public Exposition(ResourceBuilder? resource = null, string? otherMeter = null)
    {
        Instrumentation = new Instrumentation($"exposition-{Interlocked.Increment(ref made)}");
        provider = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource ?? ResourceBuilder.CreateEmpty())
            .AddMeter(otherMeter is null ? [Instrumentation.Meter.Name] : [Instrumentation.Meter.Name, otherMeter])
            .SetExemplarFilter(ExemplarFilterType.TraceBased)
            .AddReader(new BaseExportingMetricReader(exporter))
            .Build();
    }

    public Instrumentation Instrumentation { get; }

    public Meter Meter => Instrumentation.Meter;

    public string Text() => Written(ExpositionFormat.PrometheusText);

    public string OpenMetrics() => Written(ExpositionFormat.OpenMetrics);

    /// <summary>The text when the reader collects once more while it is written.</summary>
    public string TextCollectedTwice()
    {
        Func<int, bool> collect = exporter.Collect!;
        exporter.Collect = timeout => collect(timeout) && collect(timeout);
        try
        {
            return Text();
        }
        finally
        {
            exporter.Collect = collect;
        }
    }

    public void Dispose()
    {
        provider.Dispose();
        Instrumentation.Dispose();
    }

    private string Written(ExpositionFormat format)
    {
        using var text = new Utf8Text();
        Assert.True(exporter.TryWrite(format, text) || text.Length == 0);
        return Encoding.UTF8.GetString(text.Written.Span);
    }
}
