using System.Collections.Concurrent;
using System.Text.Json;

namespace Lad.Cli.Logging;

/// <summary>What an event's own parameters are called in JSON: <c>ModelName</c> is <c>lad.model_name</c>.</summary>
internal static class ParameterName
{
    // Names of foreign events too; there are no more of them than places in code that log.
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    /// <summary>The name; <see langword="null"/> for what only makes the text.</summary>
    public static string? Of(string parameter) => parameter is "{OriginalFormat}" or "Text" ? null : Known.GetOrAdd(parameter, static name => "lad." + JsonNamingPolicy.SnakeCaseLower.ConvertName(name));
}
