using Lad.Cli.Telemetry.Reading;

namespace Lad.Cli.Top.Views;

/// <summary>What a trainer has of a model.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Reservoir">Records that the next training would learn from.</param>
/// <param name="Drift">How far what is read now lies from what it learned from.</param>
/// <param name="Published">How long ago one was published.</param>
/// <param name="Learned">Records that the latest training learned from.</param>
internal sealed record TrainedModelView(string Name, double? Reservoir, double? Drift, TimeSpan? Published, double? Learned)
{
    private static readonly string[] Names = ["lad_reservoir_records", "lad_training_drift_ratio", "lad_training_success_timestamp_seconds", "lad_training_learned_records"];

    /// <summary>All models that the metrics name.</summary>
    public static IReadOnlyList<TrainedModelView> Of(Exposition metrics, DateTimeOffset now) =>
        [.. Names.SelectMany(metrics.Samples).Select(sample => sample["model"]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(model => new TrainedModelView(
            model, metrics.Sum(Names[0], ("model", model)), metrics.Sum(Names[1], ("model", model)), Span.Since(metrics.Sum(Names[2], ("model", model)), now), metrics.Sum(Names[3], ("model", model))))];
}
