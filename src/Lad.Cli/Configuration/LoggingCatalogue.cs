namespace Lad.Cli.Configuration;

/// <summary>The settings of diagnostics.</summary>
internal static class LoggingCatalogue
{
    public static Setting Format { get; } = new Setting<string>("Logging:Format", SettingTypes.Choice("auto", "text", "json"),
        "How long-running commands write their diagnostics on stderr: lines of text, or JSON with the names of the Elastic Common Schema; auto is JSON in a container and text elsewhere.",
        s => s.Logging.Format, (s, v) => s with { Logging = s.Logging with { Format = v } });

    public static Setting Level { get; } = new Setting<string>("Logging:Level", SettingTypes.Choice("debug", "information", "warning", "error"),
        "The least level that is written.",
        s => s.Logging.Level, (s, v) => s with { Logging = s.Logging with { Level = v } });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Format, Level];
}
