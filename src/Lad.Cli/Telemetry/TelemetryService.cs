using System.Runtime.CompilerServices;
using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Logging;
using Lad.Cli.Logging.Events;
using Lad.Cli.Telemetry.Otlp;
using Lad.Cli.Telemetry.Prometheus;
using Lad.Cli.Terminals;
using Lad.Pipeline.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Lad.Cli.Telemetry;

/// <summary>Measures a long-running command, for as long as it lives, for those who look: whoever asks for <c>/metrics</c>, and a collector.</summary>
internal sealed class TelemetryService : IAsyncDisposable
{
    // What a collector that is away may hold up the end of a process.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);
    private readonly MeterProvider meters;
    private readonly TracerProvider? spans;
    private readonly CollectorWatch? watch;
    private readonly TimeProvider clock;
    private readonly bool isOwn;

    private TelemetryService(LadSettings settings, string command, CollectorChoice collectors, Terminal terminal, ServiceHealth health)
    {
        clock = terminal.Clock;
        isOwn = terminal.Instrumentation is null;
        Instrumentation = terminal.Instrumentation ?? new Instrumentation();
        if (collectors.IsAny) watch = new CollectorWatch(collectors, terminal.Log.CreateLogger(LogCategory.Health).CollectorTold, terminal.Clock);
        ResourceBuilder identity = ServiceIdentity.Of(settings, command, terminal.Variables);
        ProcessMetrics.Observe(Instrumentation, health);
        LogMetrics.Observe(Instrumentation, terminal.Log.Counters);
        MeterProviderBuilder builder = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(identity)
            .AddMeter([Instrumentation.Meter.Name, .. MeasuredMeters.OfRuntime])
            .AddView(MeasuredMeters.View)
            .SetExemplarFilter(ExemplarFilterType.TraceBased);
        if (settings.Telemetry.Metrics && settings.Health.Listen is not null) builder.AddReader((Metrics = new MetricsRoute()).Reader);
        if (collectors.Metrics is { } metrics) builder.AddReader(CollectorExport.Metrics(metrics, collectors.Interval));
        meters = builder.Build();
        if (collectors.Traces is not { } traces) return;
        spans = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(identity)
            .AddSource(Instrumentation.Spans.Name, "Microsoft.AspNetCore")
            .SetSampler(new SpanSampler(settings.Telemetry.TraceRatio))
            .AddProcessor(CollectorExport.Spans(traces))
            .Build();
    }

    /// <summary>What the command measures itself with.</summary>
    public Instrumentation Instrumentation { get; }

    /// <summary>What answers <c>/metrics</c>; <see langword="null"/>: nothing.</summary>
    public MetricsRoute? Metrics { get; }

    /// <summary>Begins to measure, if anybody looks.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="command">The command, such as <c>scorer</c>.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="health">Says whether the command is ready.</param>
    /// <returns><see langword="null"/> when nobody looks: nothing of OpenTelemetry is loaded then.</returns>
    /// <exception cref="ConfigurationException">OpenTelemetry's variables cannot be used.</exception>
    public static TelemetryService? Start(LadSettings settings, string command, Terminal terminal, ServiceHealth health)
    {
        CollectorChoice collectors = CollectorChoice.Of(settings.Telemetry, terminal.Variables);
        bool isAsked = settings.Telemetry.Metrics && settings.Health.Listen is not null;
        return isAsked || collectors.IsAny ? Make(settings, command, collectors, terminal, health) : null;
    }

    /// <summary>Sends what is left to the collector, within a deadline; nothing is measured any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        Metrics?.Dispose();
        watch?.Dispose();
        if (isOwn) Instrumentation.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TelemetryService Make(LadSettings settings, string command, CollectorChoice collectors, Terminal terminal, ServiceHealth health)
    {
        var service = new TelemetryService(settings, command, collectors, terminal, health);
        if (collectors.IsAny) terminal.Log.CreateLogger(LogCategory.Health).CollectorChosen(collectors.ToString());
        return service;
    }

    // The end of a provider waits on the thread that calls it.
    private async Task EndAsync()
    {
        int deadline = (int)Farewell.TotalMilliseconds;
        Task ended = Task.WhenAll(
            Task.Run(() => meters.Shutdown(deadline)),
            Task.Run(() => spans?.Shutdown(deadline)));
        try
        {
            await ended.WaitAsync(2 * Farewell, clock).ConfigureAwait(false);
            meters.Dispose();
            spans?.Dispose();
        }
        catch (TimeoutException)
        {
            // The process ends without it; its threads are no reason to stay.
        }
    }
}
