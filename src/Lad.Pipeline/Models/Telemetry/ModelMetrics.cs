using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Lad.Detection;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Models.Telemetry;

/// <summary>The models that a graph scores with: how many, how large, which versions, and how often they changed.</summary>
public sealed class ModelMetrics
{
    private readonly IModelsInForce models;
    private readonly ConditionalWeakTable<Detector, object> sizes = [];

    /// <summary>Measures from now on.</summary>
    /// <param name="instrumentation">The process's.</param>
    /// <param name="models">Holds them.</param>
    /// <param name="counters">What became of those that came.</param>
    /// <param name="time">The clock of ages.</param>
    public ModelMetrics(Instrumentation instrumentation, IModelsInForce models, ModelCounters counters, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(instrumentation);
        this.models = models;
        _ = new VersionMetrics(instrumentation, () => models.InForce.All.Select(static detector => detector.Model.Metadata), counters, time);
        var router = models as ModelRouter;
        Meter meter = instrumentation.Meter;
        meter.CreateObservableGauge("lad.models", () => models.InForce.All.Count(), "{model}", "Models in force.");
        meter.CreateObservableGauge("lad.models.bytes", () => router?.UsedBytes ?? Bytes(), "By", "Memory that the models in force take.");
        if (router is not null) meter.CreateObservableGauge("lad.models.capacity", () => router.MaxBytes, "By", "Memory that the models may take.");
        meter.CreateObservableCounter("lad.model.swaps", () => counters.Swaps, "{model}", "Models that came into force.");
        meter.CreateObservableCounter("lad.model.removals", () => counters.Removals + (router?.LeftOut ?? 0), "{model}", "Models that were taken out of force, or left out for want of room.");
    }

    // Worked out once for each: it looks at every template.
    private long Bytes() => models.InForce.All.Sum(detector => (long)sizes.GetValue(detector, static one => one.Model.EstimatedBytes));
}
