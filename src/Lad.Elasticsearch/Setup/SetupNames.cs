namespace Lad.Elasticsearch.Setup;

/// <summary>Where verdicts go: data streams, or plain indices.</summary>
/// <param name="Scored">All verdicts; <see langword="null"/>: nowhere.</param>
/// <param name="Anomalies">Those that are anomalies, once more; <see langword="null"/>: nowhere.</param>
public sealed record SetupNames(string? Scored = SetupNames.DefaultScored, string? Anomalies = SetupNames.DefaultAnomalies)
{
    /// <summary>The data stream of all verdicts.</summary>
    public const string DefaultScored = "logs-lad.scored-default";

    /// <summary>The data stream of the anomalies.</summary>
    public const string DefaultAnomalies = "logs-lad.anomaly-default";
}
