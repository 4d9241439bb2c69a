namespace Lad.Cli.Configuration;

/// <summary>The settings with which topics are made.</summary>
internal static class TopicCatalogue
{
    public static Setting Partitions { get; } = new Setting<long>("Topics:Partitions", SettingTypes.Integer(1, 100_000),
        "Partitions of inputs, verdicts and dead letters: the most scorers that can share the work.",
        s => s.Topics.Partitions, (s, v) => s with { Topics = s.Topics with { Partitions = v } });

    public static Setting Replication { get; } = new Setting<long>("Topics:Replication", SettingTypes.Integer(0, 100),
        "Copies of each partition; 0 makes as many as there are brokers, three at most. With three, two must have a record before it counts as written.",
        s => s.Topics.Replication, (s, v) => s with { Topics = s.Topics with { Replication = v } });

    public static Setting Retention { get; } = new Setting<TimeSpan>("Topics:Retention", SettingTypes.Duration,
        "How long inputs are kept.",
        s => s.Topics.Retention, (s, v) => s with { Topics = s.Topics with { Retention = v } });

    public static Setting ScoredRetention { get; } = new Setting<TimeSpan>("Topics:ScoredRetention", SettingTypes.Duration,
        "How long verdicts are kept.",
        s => s.Topics.ScoredRetention, (s, v) => s with { Topics = s.Topics with { ScoredRetention = v } });

    public static Setting AnomaliesRetention { get; } = new Setting<TimeSpan>("Topics:AnomaliesRetention", SettingTypes.Duration,
        "How long anomalies are kept.",
        s => s.Topics.AnomaliesRetention, (s, v) => s with { Topics = s.Topics with { AnomaliesRetention = v } });

    public static Setting DeadLetterRetention { get; } = new Setting<TimeSpan>("Topics:DeadLetterRetention", SettingTypes.Duration,
        "How long dead letters are kept.",
        s => s.Topics.DeadLetterRetention, (s, v) => s with { Topics = s.Topics with { DeadLetterRetention = v } });

    public static Setting MaxMessageBytes { get; } = new Setting<long>("Topics:MaxMessageBytes", SettingTypes.Integer(65_536, 1 << 30),
        "Largest batch of messages that the brokers take; Kafka:Client:message.max.bytes is the clients' own limit.",
        s => s.Topics.MaxMessageBytes, (s, v) => s with { Topics = s.Topics with { MaxMessageBytes = v } });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Partitions, Replication, Retention, ScoredRetention, AnomaliesRetention, DeadLetterRetention, MaxMessageBytes];
}
