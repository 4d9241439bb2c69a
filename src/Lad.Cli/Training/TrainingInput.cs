using Lad.Cli.Configuration;

namespace Lad.Cli.Training;

/// <summary>What is learned from.</summary>
internal static class TrainingInput
{
    /// <summary>The settings as learning reads them: its own source, time, service and query in place of the input's where they are set. What the command line says of the input is said of both.</summary>
    public static LadSettings Of(EffectiveSettings effective)
    {
        LadSettings settings = effective.Settings;
        TrainingSettings own = settings.Training;
        InputSettings input = settings.Input;
        ElasticsearchSettings elasticsearch = settings.Elasticsearch;
        if (own.From is { } from && !IsTyped(SettingCatalogue.From)) input = input with { From = from };
        if (own.Since is { } since && !IsTyped(SettingCatalogue.Since)) input = input with { Since = since };
        if (own.Service.Length > 0 && !IsTyped(ElasticsearchCatalogue.Service)) elasticsearch = elasticsearch with { Service = own.Service };
        if (own.Query.Length > 0 && !IsTyped(ElasticsearchCatalogue.Query)) elasticsearch = elasticsearch with { Query = own.Query };
        return settings with { Input = input, Elasticsearch = elasticsearch };

        bool IsTyped(Setting setting) => effective.Origin(setting).StartsWith('-');
    }
}
