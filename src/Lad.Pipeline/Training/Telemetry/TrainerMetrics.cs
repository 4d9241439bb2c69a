using System.Diagnostics.Metrics;
using Lad.Pipeline.Models.Telemetry;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Training.Telemetry;

/// <summary>What a trainer reads, keeps and watches. Of services at most <see cref="NamedModels.Most"/> are told apart, by name; the whole comes first.</summary>
public sealed class TrainerMetrics
{
    /// <summary>Measures from now on.</summary>
    /// <param name="instrumentation">The process's.</param>
    /// <param name="trainer">Knows the models.</param>
    /// <param name="intake">Reads.</param>
    /// <param name="reservoirs">Keep.</param>
    /// <param name="drift">Watches.</param>
    /// <param name="time">The clock of ages.</param>
    public TrainerMetrics(Instrumentation instrumentation, Trainer trainer, TrainerIntake intake, ServiceReservoirs reservoirs, DriftWatch drift, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(instrumentation);
        _ = new VersionMetrics(instrumentation, () => trainer.Models, trainer.Counters, time);
        Meter meter = instrumentation.Meter;
        meter.CreateObservableCounter("lad.trainer.received.records", () => intake.Received, "{record}", "Records that were read.");
        meter.CreateObservableCounter("lad.trainer.unusable.records", () => intake.Unusable, "{record}", "Of these, those without a message.");
        meter.CreateObservableGauge("lad.reservoir.records", () => First(reservoirs.Kept, static kept => (long)kept), "{record}", "Records that the next training would learn from.");
        meter.CreateObservableGauge("lad.reservoir.bytes", () => reservoirs.Bytes, "By", "Memory that all records kept take.");
        meter.CreateObservableGauge("lad.training.drift", () => First(drift.Shares, static share => share), "1", "Share of recent records that a model does not know.");
    }

    private static IEnumerable<Measurement<TMeasured>> First<T, TMeasured>(IReadOnlyList<(string Name, T Value)> all, Func<T, TMeasured> measure)
        where TMeasured : struct => all.Take(NamedModels.Most).Select(one => new Measurement<TMeasured>(measure(one.Value), NamedModels.Label(one.Name)));
}
