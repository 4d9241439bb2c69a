using Microsoft.Extensions.Logging;

namespace Lad.Cli.Logging.Events;

/// <summary>Clusters.</summary>
internal static partial class ElasticsearchEvents
{
    [LoggerMessage(8001, LogLevel.Information, "{Product} {ServerVersion} (cluster {Cluster}) at {Place}", EventName = "cluster-found")]
    public static partial void ClusterFound(this ILogger log, string product, string serverVersion, string cluster, string place);

    [LoggerMessage(8002, LogLevel.Information, "what serves at {Place} is not to be known: the credentials lack the cluster's right 'monitor'", EventName = "cluster-unknown")]
    public static partial void ClusterUnknown(this ILogger log, string place);

    [LoggerMessage(8003, LogLevel.Warning, "not set up for verdicts yet, or by another LAD: index template {Templates}. Elasticsearch guesses fields' types then; `lad es setup` sets them", EventName = "set-up-missing")]
    public static partial void SetUpMissing(this ILogger log, string templates);

    [LoggerMessage(8004, LogLevel.Warning, "{Text}", EventName = "cluster-noted")]
    public static partial void ClusterNoted(this ILogger log, string text);
}
