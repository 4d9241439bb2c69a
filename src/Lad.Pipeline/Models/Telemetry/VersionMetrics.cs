using System.Diagnostics.Metrics;
using Lad.Detection;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Models.Telemetry;

/// <summary>Which versions are in force and how old they are, model by model, for the first <see cref="NamedModels.Most"/> of them; and what was refused.</summary>
public sealed class VersionMetrics
{
    private readonly Func<IReadOnlyList<ModelMetadata>> models;
    private readonly TimeProvider time;

    /// <summary>Measures from now on.</summary>
    /// <param name="instrumentation">The process's.</param>
    /// <param name="models">The models in force; asked at each look, from any thread.</param>
    /// <param name="counters">What became of those that came.</param>
    /// <param name="time">The clock of ages.</param>
    public VersionMetrics(Instrumentation instrumentation, Func<IEnumerable<ModelMetadata>> models, ModelCounters counters, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(instrumentation);
        this.models = () => NamedModels.Of(models());
        this.time = time;
        Meter meter = instrumentation.Meter;
        meter.CreateObservableGauge("lad.model.info", Versions, null, "1 for each model in force.");
        meter.CreateObservableGauge("lad.model.created.timestamp", Created, "s", "When a model was learned.");
        meter.CreateObservableGauge("lad.model.age", Ages, "s", "How long ago a model was learned.");
        meter.CreateObservableCounter("lad.model.refusals", () => counters.Refusals, "{snapshot}", "Snapshots that were refused: the model before stays in force.");
    }

    private IEnumerable<Measurement<int>> Versions() => models().Select(static model => new Measurement<int>(1, NamedModels.Label(model.Name), new("version", model.Version)));

    private IEnumerable<Measurement<double>> Created() => models().Select(static model => new Measurement<double>(model.CreatedAt.ToUnixTimeMilliseconds() / 1000.0, NamedModels.Label(model.Name)));

    private IEnumerable<Measurement<double>> Ages()
    {
        DateTimeOffset now = time.GetUtcNow();
        return models().Select(model => new Measurement<double>(Math.Max(0, (now - model.CreatedAt).TotalSeconds), NamedModels.Label(model.Name)));
    }
}
