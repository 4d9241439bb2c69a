namespace Lad.Kafka.Topics;

/// <summary>What decides how the topics should be.</summary>
public sealed record TopicPlanOptions
{
    /// <summary>The input topics. Default <c>lad.logs</c>.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = ["lad.logs"];

    /// <summary>Topics of verdicts, each with how long it keeps them.</summary>
    public IReadOnlyList<(string Name, TimeSpan Retention)> Outputs { get; init; } = [];

    /// <summary>Topics of dead letters. Default none.</summary>
    public IReadOnlyList<string> DeadLetters { get; init; } = [];

    /// <summary>Compacted topics: models, feedback. Default none.</summary>
    public IReadOnlyList<string> Compacted { get; init; } = [];

    /// <summary>Partitions of inputs, outputs and dead letters: the most scorers that can share the work. Default 6.</summary>
    public int Partitions { get; init; } = 6;

    /// <summary>Copies of each partition; 0: as many as there are brokers, three at most. Default 0.</summary>
    public int Replication { get; init; }

    /// <summary>How long inputs are kept. Default 7 days.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long dead letters are kept. Default 14 days.</summary>
    public TimeSpan DeadLetterRetention { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Largest batch of messages that the brokers take. Default 1,048,588, the brokers' own.</summary>
    public int MaxMessageBytes { get; init; } = 1_048_588;
}
