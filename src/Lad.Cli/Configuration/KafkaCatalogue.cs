using System.Text.Json.Nodes;

namespace Lad.Cli.Configuration;

/// <summary>The settings of Kafka.</summary>
internal static class KafkaCatalogue
{
    private static readonly SettingType<KafkaStart> Starts = new(
        "stored, earliest, latest, " + Moment.Forms,
        () => new JsonObject { ["type"] = "string" },
        KafkaStart.TryParse,
        start => start.ToString(),
        "stored", "earliest", "latest");

    public static Setting BootstrapServers { get; } = new Setting<string>("Kafka:BootstrapServers", KafkaTypes.Brokers,
        "Brokers to start from.",
        s => s.Kafka.BootstrapServers, (s, v) => s with { Kafka = s.Kafka with { BootstrapServers = v } });

    public static Setting GroupId { get; } = new Setting<string>("Kafka:GroupId", SettingTypes.Name,
        "The consumer group: its members share the partitions of the input.",
        s => s.Kafka.GroupId, (s, v) => s with { Kafka = s.Kafka with { GroupId = v } });

    public static Setting ScoredTopic { get; } = new Setting<string>("Kafka:ScoredTopic", KafkaTypes.OptionalTopic,
        "Where verdicts go (Output:Emit says which); empty writes none.",
        s => s.Kafka.ScoredTopic, (s, v) => s with { Kafka = s.Kafka with { ScoredTopic = v } });

    public static Setting AnomaliesTopic { get; } = new Setting<string>("Kafka:AnomaliesTopic", KafkaTypes.OptionalTopic,
        "Where verdicts go that are anomalies, keyed by fingerprint; empty writes none.",
        s => s.Kafka.AnomaliesTopic, (s, v) => s with { Kafka = s.Kafka with { AnomaliesTopic = v } });

    public static Setting ModelsTopic { get; } = new Setting<string>("Kafka:ModelsTopic", KafkaTypes.Topic,
        "Where trainers publish models and scorers follow them.",
        s => s.Kafka.ModelsTopic, (s, v) => s with { Kafka = s.Kafka with { ModelsTopic = v } });

    public static Setting FeedbackTopic { get; } = new Setting<string>("Kafka:FeedbackTopic", KafkaTypes.OptionalTopic,
        "Where people's feedback is kept; empty keeps none.",
        s => s.Kafka.FeedbackTopic, (s, v) => s with { Kafka = s.Kafka with { FeedbackTopic = v } });

    public static Setting DeadLetterTopic { get; } = new Setting<string>("Kafka:DeadLetterTopic", KafkaTypes.OptionalTopic,
        "Where records go that could not be processed; empty takes the input's name with .dlq behind it.",
        s => s.Kafka.DeadLetterTopic, (s, v) => s with { Kafka = s.Kafka with { DeadLetterTopic = v } });

    public static Setting Start { get; } = new Setting<KafkaStart>("Kafka:Start", Starts,
        "Where reading begins; stored goes on where the group stopped, at the earliest record when it never ran. The others hold at each start of a process, whatever the group has stored: for first runs and for reading again.",
        s => s.Kafka.Start, (s, v) => s with { Kafka = s.Kafka with { Start = v } });

    public static Setting Delivery { get; } = new Setting<string>("Kafka:Delivery", SettingTypes.Choice(KafkaSettings.AtLeastOnce, KafkaSettings.ExactlyOnce),
        "What a crash may leave behind: repeated verdicts with the same event.id, or none (verdicts and offsets in transactions, for readers of committed records).",
        s => s.Kafka.Delivery, (s, v) => s with { Kafka = s.Kafka with { Delivery = v } });

    public static Setting InstanceId { get; } = new Setting<string>("Kafka:InstanceId", KafkaTypes.OptionalName,
        "This member's own name across restarts, such as a stateful set's pod; the group then waits for it instead of sharing out its partitions, and a second process of that name is fenced. Empty is a new member each time.",
        s => s.Kafka.InstanceId, (s, v) => s with { Kafka = s.Kafka with { InstanceId = v } });

    public static Setting DrainDeadline { get; } = new Setting<TimeSpan>("Kafka:DrainDeadline", SettingTypes.Duration,
        "How long work in flight may take to end when partitions are taken away or the process stops.",
        s => s.Kafka.DrainDeadline, (s, v) => s with { Kafka = s.Kafka with { DrainDeadline = v } });

    public static Setting CommitInterval { get; } = new Setting<TimeSpan>("Kafka:CommitInterval", SettingTypes.Duration,
        "How often offsets are committed; with exactly-once, how long a transaction stays open.",
        s => s.Kafka.CommitInterval, (s, v) => s with { Kafka = s.Kafka with { CommitInterval = v } });

    public static Setting Headers { get; } = new Setting<bool>("Kafka:Headers", SettingTypes.Switch,
        "Whether records carry headers (dead letters' position and reason, traceparent); brokers before 0.11 need false.",
        s => s.Kafka.Headers, (s, v) => s with { Kafka = s.Kafka with { Headers = v } });

    public static Setting Client { get; } = new Setting<IReadOnlyDictionary<string, string>>("Kafka:Client", KafkaTypes.Properties,
        "Any property of librdkafka by its own name, such as security.protocol, sasl.username or compression.codec; wins over what LAD sets itself.",
        s => s.Kafka.Client, (s, v) => s with { Kafka = s.Kafka with { Client = KafkaTypes.Join(s.Kafka.Client, v) } });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        BootstrapServers, GroupId, ScoredTopic, AnomaliesTopic, ModelsTopic, FeedbackTopic, DeadLetterTopic, Start, Delivery, InstanceId, DrainDeadline, CommitInterval, Headers, Client,
    ];
}
