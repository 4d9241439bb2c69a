using Lad.Kafka.Clients;
using Lad.Kafka.Producing;

namespace Lad.Cli.Configuration;

/// <summary>How Kafka is reached, read and written.</summary>
public sealed record KafkaSettings
{
    /// <summary>Brokers to start from, <c>host:port</c> separated by commas.</summary>
    public string BootstrapServers { get; init; } = "localhost:9092";

    /// <summary>The consumer group that shares the partitions.</summary>
    public string GroupId { get; init; } = "lad";

    /// <summary>Topic of the verdicts; empty: none.</summary>
    public string ScoredTopic { get; init; } = "lad.scored";

    /// <summary>Topic of the verdicts that are anomalies; empty: none.</summary>
    public string AnomaliesTopic { get; init; } = "lad.anomalies";

    /// <summary>Topic of the models.</summary>
    public string ModelsTopic { get; init; } = "lad.models";

    /// <summary>Topic of people's feedback; empty: none.</summary>
    public string FeedbackTopic { get; init; } = "lad.feedback";

    /// <summary>Topic of the records that could not be processed; empty: the input's name with <c>.dlq</c>.</summary>
    public string DeadLetterTopic { get; init; } = "";

    /// <summary>Where reading begins.</summary>
    public KafkaStart Start { get; init; } = KafkaStart.Stored;

    /// <summary><c>at-least-once</c> or <c>exactly-once</c>.</summary>
    public string Delivery { get; init; } = AtLeastOnce;

    /// <summary>What this member is called across restarts: the group's instance id and the stable part of the transactional id; empty: a new member each time.</summary>
    public string InstanceId { get; init; } = "";

    /// <summary>How long work in flight may take to end when partitions are taken away or the process stops.</summary>
    public TimeSpan DrainDeadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often offsets are committed; with <c>exactly-once</c>, how long a transaction stays open.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether records carry headers, which brokers before 0.11 refuse.</summary>
    public bool Headers { get; init; } = true;

    /// <summary>Properties that are passed to librdkafka as they are.</summary>
    public IReadOnlyDictionary<string, string> Client { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether offsets and verdicts go together, in transactions.</summary>
    public bool IsExactlyOnce => Delivery == ExactlyOnce;

    internal const string AtLeastOnce = "at-least-once";
    internal const string ExactlyOnce = "exactly-once";

    /// <summary>Topic of the dead letters of an input topic.</summary>
    public string DeadLettersOf(string input) => new KafkaDeadLetterOptions { Topic = DeadLetterTopic.Length > 0 ? DeadLetterTopic : null }.For(input);

    /// <summary>How every client reaches the brokers.</summary>
    /// <param name="log">Where what the client says goes; <see langword="null"/>: nowhere.</param>
    public KafkaClientOptions ToClientOptions(KafkaLog? log = null) => new() { BootstrapServers = BootstrapServers, Properties = Client, Log = log ?? KafkaLog.Silent };
}
