using Microsoft.Extensions.Logging;

namespace Lad.Cli.Logging.Events;

/// <summary>How a process ends, and what it is at.</summary>
internal static partial class ProcessEvents
{
    [LoggerMessage(1001, LogLevel.Error, "{Text}", EventName = "failed")]
    public static partial void Failed(this ILogger log, string text, int exitCode, Exception? failure);

    [LoggerMessage(1002, LogLevel.Error, "the configuration is refused: {Text}", EventName = "configuration-refused")]
    public static partial void ConfigurationRefused(this ILogger log, string text, IReadOnlyList<string> faults, int exitCode);

    [LoggerMessage(1003, LogLevel.Information, "stopped as asked: what was under way was given up", EventName = "stopped")]
    public static partial void Stopped(this ILogger log);

    [LoggerMessage(1004, LogLevel.Warning, "{Text}", EventName = "setting-noted")]
    public static partial void SettingNoted(this ILogger log, string text);

    [LoggerMessage(1005, LogLevel.Information, "{Phase}, {Done} done, {Pace}", EventName = "progress")]
    public static partial void Progressed(this ILogger log, string phase, string done, string pace);
}
