using Lad.Cli.Telemetry.Reading;
using Lad.Cli.Top.Views;

namespace Lad.Cli.Top;

/// <summary>An instance that is looked at again and again, also while it does not answer.</summary>
/// <param name="client">Asks it.</param>
/// <param name="clock">The clock of looks.</param>
internal sealed class WatchedInstance(InstanceClient client, TimeProvider clock) : IDisposable
{
    private const int MostPoints = 240;

    // What comes seldom, such as batches of a slow stream, is measured over a longer time than from look to look.
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(15);
    private readonly List<Look> looks = [];
    private readonly List<double> throughput = [];
    private volatile InstanceView view = new() { Address = client.Address };

    /// <summary>What is known now.</summary>
    public InstanceView View => view;

    /// <summary>Looks until stopped.</summary>
    public async Task WatchAsync(TimeSpan interval, CancellationToken stop)
    {
        while (true)
        {
            long began = clock.GetTimestamp();
            await LookAsync(stop).ConfigureAwait(false);
            TimeSpan left = interval - clock.GetElapsedTime(began);
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken stop) => Notice(await client.LookAsync(stop).ConfigureAwait(false));

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>Takes up what a look brought.</summary>
    internal void Notice(Look look)
    {
        if (look.Fault is not null)
        {
            // What was known of it is stale, but who it is stays.
            view = new InstanceView { Address = view.Address, Name = view.Name, Version = view.Version, WasAsked = true, Time = look.Time, AwaySince = view.AwaySince ?? look.Time, Fault = look.Fault, Throughput = view.Throughput };
            return;
        }
        Look? latest = looks.Count == 0 ? null : looks[^1], earliest = looks.Count == 0 ? null : looks[0];
        InstanceView said = new()
        {
            Address = view.Address,
            Name = view.Name,
            WasAsked = true,
            Time = look.Time,
            Fault = look.MetricsFault,
            IsReady = look.IsReady,
            Status = look.Status,
            Reasons = look.Reasons,
            Throughput = view.Throughput,
            Anomalies = look.Anomalies,
            AnomaliesFault = look.AnomaliesFault,
        };
        view = look.Metrics is null ? said : Measured(said, look.Metrics, Between(latest, look), Between(earliest, look), earliest?.Metrics);
        if (look.Metrics is null) return;
        looks.Add(look);
        while (looks.Count > 2 && clock.GetElapsedTime(looks[0].Timestamp, look.Timestamp) > Steady) looks.RemoveAt(0);
    }

    private Interval Between(Look? earlier, Look look) => new(look.Metrics!, earlier?.Metrics, earlier is null ? TimeSpan.Zero : clock.GetElapsedTime(earlier.Timestamp, look.Timestamp));

    private InstanceView Measured(InstanceView said, Exposition metrics, Interval latest, Interval steady, Exposition? earlier)
    {
        FlowView flow = FlowView.Of(latest, steady);
        if (flow.ReceivedRate is { } rate && double.IsFinite(rate))
        {
            throughput.Add(rate);
            if (throughput.Count > MostPoints) throughput.RemoveAt(0);
        }
        MetricSample? target = metrics.Samples("target_info") is [var first, ..] ? first : null;
        return said with
        {
            Name = target?["service_name"] ?? "",
            Version = target?["service_version"] ?? "",
            Uptime = Span.Since(metrics.Sum("process_start_time_seconds"), said.Time),
            Flow = flow,
            Throughput = [.. throughput],
            Components = ComponentView.Of(latest, steady),
            Lag = LagView.Of(steady, earlier),
            Models = ModelView.Of(metrics),
            Swaps = metrics.Sum("lad_model_swaps_total"),
            Refusals = metrics.Sum("lad_model_refusals_total"),
            Process = ProcessView.Of(steady),
            Training = TrainingView.Of(metrics, said.Time),
            Store = StoreView.Of(latest, steady),
        };
    }
}
