using Lad.Cli.Telemetry.Reading;

namespace Lad.Cli.Top.Views;

/// <summary>A model in force.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Age">How long ago it was learned.</param>
/// <param name="Threshold">The score above which it calls a message an anomaly.</param>
internal sealed record ModelView(string Name, string Version, TimeSpan? Age, double? Threshold)
{
    /// <summary>All that the metrics name.</summary>
    /// <param name="metrics">What is measured now.</param>
    public static IReadOnlyList<ModelView> Of(Exposition metrics) =>
        [.. metrics.Samples("lad_model_info").Where(sample => sample.Value > 0).OrderBy(sample => sample["model"], StringComparer.Ordinal).Select(sample => Of(metrics, sample["model"], sample["version"]))];

    private static ModelView Of(Exposition metrics, string name, string version) =>
        new(name, version, Span.OfSeconds(metrics.Sum("lad_model_age_seconds", ("model", name))), metrics.Sum("lad_threshold", ("model", name)));
}
