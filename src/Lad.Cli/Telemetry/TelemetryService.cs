using System.Runtime.CompilerServices;
using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Telemetry.Prometheus;
using Lad.Cli.Terminals;
using Lad.Pipeline.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Lad.Cli.Telemetry;

/// <summary>Measures a long-running command, for as long as it lives, for those who look: whoever asks for <c>/metrics</c>, and a collector.</summary>
internal sealed class TelemetryService : IDisposable
{
    private readonly MeterProvider meters;
    private readonly bool isOwn;

    private TelemetryService(LadSettings settings, string command, Terminal terminal, ServiceHealth health)
    {
        isOwn = terminal.Instrumentation is null;
        Instrumentation = terminal.Instrumentation ?? new Instrumentation();
        Metrics = new MetricsRoute();
        ResourceBuilder identity = ServiceIdentity.Of(settings, command, terminal.Variables);
        ProcessMetrics.Observe(Instrumentation, health);
        meters = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(identity)
            .AddMeter([Instrumentation.Meter.Name, .. MeasuredMeters.OfRuntime])
            .AddView(MeasuredMeters.View)
            .SetExemplarFilter(ExemplarFilterType.TraceBased)
            .AddReader(Metrics.Reader)
            .Build();
    }

    /// <summary>What the command measures itself with.</summary>
    public Instrumentation Instrumentation { get; }

    /// <summary>What answers <c>/metrics</c>; <see langword="null"/>: nothing.</summary>
    public MetricsRoute? Metrics { get; }

    /// <summary>Begins to measure.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="command">The command, such as <c>scorer</c>.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="health">Says whether the command is ready.</param>
    // Kept apart: whoever is not looked at loads nothing of OpenTelemetry.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TelemetryService Start(LadSettings settings, string command, Terminal terminal, ServiceHealth health) => new(settings, command, terminal, health);

    /// <summary>Nothing is measured any more.</summary>
    public void Dispose()
    {
        meters.Dispose();
        Metrics?.Dispose();
        if (isOwn) Instrumentation.Dispose();
    }
}
