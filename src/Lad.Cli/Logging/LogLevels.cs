using Microsoft.Extensions.Logging;

namespace Lad.Cli.Logging;

/// <summary>The levels' names, as settings, lines and metrics have them.</summary>
internal static class LogLevels
{
    /// <summary>All of them, the least first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["debug", "information", "warning", "error"];

    /// <summary>A level's name.</summary>
    public static string Name(LogLevel level) => Names[Index(level)];

    /// <summary>A level's place among the names.</summary>
    public static int Index(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => 0,
        LogLevel.Information => 1,
        LogLevel.Warning => 2,
        _ => 3,
    };

    /// <summary>The level of a name; of another word, <see cref="LogLevel.Information"/>.</summary>
    public static LogLevel Of(string name) => name switch
    {
        "debug" => LogLevel.Debug,
        "warning" => LogLevel.Warning,
        "error" => LogLevel.Error,
        _ => LogLevel.Information,
    };
}
