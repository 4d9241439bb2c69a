using Microsoft.Extensions.Logging;

namespace Lad.Cli.Logging.Events;

/// <summary>Probes.</summary>
internal static partial class HealthEvents
{
    [LoggerMessage(1101, LogLevel.Information, "probes are answered at {Live}, {Ready}, {Startup}", EventName = "probes-answered")]
    public static partial void ProbesAnswered(this ILogger log, string live, string ready, string startup);

    [LoggerMessage(1102, LogLevel.Warning, "{Sentence}", EventName = "collector-trouble")]
    public static partial void CollectorTold(this ILogger log, string sentence);

    [LoggerMessage(1103, LogLevel.Information, "telemetry is sent: {Collectors}", EventName = "collector-chosen")]
    public static partial void CollectorChosen(this ILogger log, string collectors);
}
