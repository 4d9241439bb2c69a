using Lad.Cli.Clusters;
using Lad.Cli.Locations;

namespace Lad.Cli.Configuration;

/// <summary>What settings must keep to together.</summary>
internal static class SettingConsistency
{
    /// <summary>All faults, one sentence each.</summary>
    public static IEnumerable<string> Faults(LadSettings settings)
    {
        if (settings.Input is { Since.Time: { } since, Until.Time: { } until } && since >= until)
            yield return "Input:Since must be before Input:Until";
        if (settings.Threshold is { Policy: "quantile" or "pot", Parameter: >= 1 })
            yield return $"Threshold:Parameter must be below 1 for Threshold:Policy {settings.Threshold.Policy}";
        if (settings.Output is { Format: OutputSettings.LadV1, To.Kind: LocationKind.Elasticsearch } && VerdictIndices.Scored(settings) is { } stream && VerdictIndices.IsUsual(stream))
            yield return $"Output:Format lad-v1 has fields that the data stream {stream} does not take: write it to an index of its own, --to es:NAME";
        if (settings.Alerts is { MaxPerWindow: > 0 } && settings.Alerts.Window <= TimeSpan.Zero)
            yield return "Alerts:Window must be longer than 0s when Alerts:MaxPerWindow sets a limit";
        if (settings.Run.RetrainEvery > TimeSpan.Zero && settings.Run.RetrainEvery < TimeSpan.FromSeconds(1))
            yield return "Run:RetrainEvery must be 0s or at least 1s";
        if (settings.Trainer.Every > TimeSpan.Zero && settings.Trainer.Every < TimeSpan.FromSeconds(1))
            yield return "Trainer:Every must be 0s or at least 1s";
        if (settings.Trainer.MinInterval < TimeSpan.FromSeconds(1))
            yield return "Trainer:MinInterval must be at least 1s";
    }
}
