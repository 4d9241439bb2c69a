using Lad.Cli.Locations;

namespace Lad.Cli.Configuration;

/// <summary>The settings of what is learned from, where it is not what is scored, and of how long the map learns.</summary>
internal static class TrainingCatalogue
{
    public static Setting From { get; } = new Setting<Location?>("Training:From", SettingTypes.OptionalSource(SettingTypes.Sources),
        "Where lad train and lad run learn from, when it is not Input:From; --from wins over both.",
        s => s.Training.From, (s, v) => s with { Training = s.Training with { From = v } });

    public static Setting Since { get; } = new Setting<Moment?>("Training:Since", Moment.Optional,
        "Learns from what is from this time on, when it is not Input:Since.",
        s => s.Training.Since, (s, v) => s with { Training = s.Training with { Since = v } });

    public static Setting Service { get; } = new Setting<string>("Training:Service", SettingTypes.Text,
        "The service whose documents are learned from, when it is not Elasticsearch:Service.",
        s => s.Training.Service, (s, v) => s with { Training = s.Training with { Service = v } });

    public static Setting Query { get; } = new Setting<string>("Training:Query", ElasticsearchTypes.Query,
        "Which documents are learned from, when it is not Elasticsearch:Query.",
        s => s.Training.Query, (s, v) => s with { Training = s.Training with { Query = v } });

    public static Setting Latest { get; } = new Setting<bool>("Training:Latest", SettingTypes.Switch,
        "Whether the records that Training:MaxRecords bounds are the latest ones; of Elasticsearch alone. Otherwise the first.",
        s => s.Training.Latest, (s, v) => s with { Training = s.Training with { Latest = v } });

    public static Setting MapIterations { get; } = new Setting<long>("Training:MapIterations", SettingTypes.Integer(0),
        "How often a vector is shown to the map, instead of the two settings that follow: an epoch shows each distinct one once, two of five epochs are rough, and there are 1000 at most; 0 leaves it to those.",
        s => s.Training.MapIterations, (s, v) => s with { Training = s.Training with { MapIterations = v } });

    public static Setting MapRoughEpochs { get; } = new Setting<long>("Training:MapRoughEpochs", SettingTypes.Integer(1, 100_000),
        "Epochs in which the map takes its order.",
        s => s.Training.MapRoughEpochs, (s, v) => s with { Training = s.Training with { MapRoughEpochs = v } });

    public static Setting MapFineEpochs { get; } = new Setting<long>("Training:MapFineEpochs", SettingTypes.Integer(1, 100_000),
        "Epochs in which it settles.",
        s => s.Training.MapFineEpochs, (s, v) => s with { Training = s.Training with { MapFineEpochs = v } });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [From, Since, Service, Query, Latest, MapIterations, MapRoughEpochs, MapFineEpochs];
}
