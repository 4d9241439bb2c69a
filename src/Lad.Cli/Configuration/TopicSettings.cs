namespace Lad.Cli.Configuration;

/// <summary>How topics are made.</summary>
public sealed record TopicSettings
{
    /// <summary>Partitions of inputs, verdicts and dead letters.</summary>
    public long Partitions { get; init; } = 6;

    /// <summary>Copies of each partition; 0: as many as there are brokers, three at most.</summary>
    public long Replication { get; init; }

    /// <summary>How long inputs are kept.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long verdicts are kept.</summary>
    public TimeSpan ScoredRetention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long anomalies are kept.</summary>
    public TimeSpan AnomaliesRetention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long dead letters are kept.</summary>
    public TimeSpan DeadLetterRetention { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Largest batch of messages that the brokers take.</summary>
    public long MaxMessageBytes { get; init; } = 1_048_588;
}
