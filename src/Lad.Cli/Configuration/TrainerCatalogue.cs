namespace Lad.Cli.Configuration;

/// <summary>The settings of <c>lad trainer</c>.</summary>
internal static class TrainerCatalogue
{
    public static Setting Every { get; } = new Setting<TimeSpan>("Trainer:Every", SettingTypes.Duration,
        "How often lad trainer learns each model anew; 0s learns the first one, and later ones on drift only.",
        s => s.Trainer.Every, (s, v) => s with { Trainer = s.Trainer with { Every = v } });

    public static Setting MinInterval { get; } = new Setting<TimeSpan>("Trainer:MinInterval", SettingTypes.Duration,
        "The least time between a training and one that drift, or a failure, asks for.",
        s => s.Trainer.MinInterval, (s, v) => s with { Trainer = s.Trainer with { MinInterval = v } });

    public static Setting Window { get; } = new Setting<TimeSpan>("Trainer:Window", SettingTypes.Duration,
        "How far back it learns from, at least a whole cycle of what recurs; 0s as far as the source reaches.",
        s => s.Trainer.Window, (s, v) => s with { Trainer = s.Trainer with { Window = v } });

    public static Setting LastRecords { get; } = new Setting<long>("Trainer:LastRecords", SettingTypes.Integer(0),
        "How many of the latest records it learns from; 0 all in the window.",
        s => s.Trainer.LastRecords, (s, v) => s with { Trainer = s.Trainer with { LastRecords = v } });

    public static Setting Reservoir { get; } = new Setting<long>("Trainer:Reservoir", SettingTypes.Integer(100, 10_000_000),
        "Records kept of the window, and as many again for all services together; of more, a uniform sample.",
        s => s.Trainer.Reservoir, (s, v) => s with { Trainer = s.Trainer with { Reservoir = v } });

    public static Setting ReservoirBytes { get; } = new Setting<long>("Trainer:ReservoirBytes", SettingTypes.Integer(1 << 20),
        "Bytes kept of the window, and as many again for all services together.",
        s => s.Trainer.ReservoirBytes, (s, v) => s with { Trainer = s.Trainer with { ReservoirBytes = v } });

    public static Setting ByService { get; } = new Setting<bool>("Trainer:ByService", SettingTypes.Switch,
        "Whether each service with enough records gets a model of its own name beside the one for all.",
        s => s.Trainer.ByService, (s, v) => s with { Trainer = s.Trainer with { ByService = v } });

    public static Setting MaxServices { get; } = new Setting<long>("Trainer:MaxServices", SettingTypes.Integer(1, 1000),
        "Services with a model of their own at a time; beyond it the least active gives way.",
        s => s.Trainer.MaxServices, (s, v) => s with { Trainer = s.Trainer with { MaxServices = v } });

    public static Setting MinRecords { get; } = new Setting<long>("Trainer:MinRecords", SettingTypes.Integer(10, 10_000_000),
        "Records that a model must learn from.",
        s => s.Trainer.MinRecords, (s, v) => s with { Trainer = s.Trainer with { MinRecords = v } });

    public static Setting Update { get; } = new Setting<bool>("Trainer:Update", SettingTypes.Switch,
        "Whether learning goes on from the current model, with what it has not learned from yet, instead of from scratch.",
        s => s.Trainer.Update, (s, v) => s with { Trainer = s.Trainer with { Update = v } });

    public static Setting DriftShare { get; } = new Setting<double>("Trainer:DriftShare", SettingTypes.From(0, 0.99),
        "Share of recent records with a template unknown to the current model above which training begins early; 0 never.",
        s => s.Trainer.DriftShare, (s, v) => s with { Trainer = s.Trainer with { DriftShare = v } });

    public static Setting DriftWindow { get; } = new Setting<long>("Trainer:DriftWindow", SettingTypes.Integer(10, 10_000_000),
        "Recent records that this share is taken over.",
        s => s.Trainer.DriftWindow, (s, v) => s with { Trainer = s.Trainer with { DriftWindow = v } });

    public static Setting HoldBack { get; } = new Setting<double>("Trainer:HoldBack", SettingTypes.Between(0, 0.5),
        "Share of the records that judges models and is never learned from.",
        s => s.Trainer.HoldBack, (s, v) => s with { Trainer = s.Trainer with { HoldBack = v } });

    public static Setting MaxAnomalyRate { get; } = new Setting<double>("Trainer:MaxAnomalyRate", SettingTypes.From(0.0001, 1),
        "A model is published only if it finds at most this share of anomalies in the records that judge it.",
        s => s.Trainer.MaxAnomalyRate, (s, v) => s with { Trainer = s.Trainer with { MaxAnomalyRate = v } });

    public static Setting MaxRateFactor { get; } = new Setting<double>("Trainer:MaxRateFactor", SettingTypes.From(1, 1000),
        "... and at most so many times the expected share, or the current model's on the same records.",
        s => s.Trainer.MaxRateFactor, (s, v) => s with { Trainer = s.Trainer with { MaxRateFactor = v } });

    public static Setting MaxUnknownShare { get; } = new Setting<double>("Trainer:MaxUnknownShare", SettingTypes.From(0.0001, 1),
        "... and does not know the template of at most this share of them.",
        s => s.Trainer.MaxUnknownShare, (s, v) => s with { Trainer = s.Trainer with { MaxUnknownShare = v } });

    public static Setting MinTemplateShare { get; } = new Setting<double>("Trainer:MinTemplateShare", SettingTypes.From(0, 1),
        "... and has at least this share of the current model's number of templates.",
        s => s.Trainer.MinTemplateShare, (s, v) => s with { Trainer = s.Trainer with { MinTemplateShare = v } });

    public static Setting MaxErrorFactor { get; } = new Setting<double>("Trainer:MaxErrorFactor", SettingTypes.From(1, 1000),
        "... and has at most so many times the current model's quantization error on them.",
        s => s.Trainer.MaxErrorFactor, (s, v) => s with { Trainer = s.Trainer with { MaxErrorFactor = v } });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Every, MinInterval, Window, LastRecords, Reservoir, ReservoirBytes, ByService, MaxServices, MinRecords, Update,
        DriftShare, DriftWindow, HoldBack, MaxAnomalyRate, MaxRateFactor, MaxUnknownShare, MinTemplateShare, MaxErrorFactor,
    ];
}
