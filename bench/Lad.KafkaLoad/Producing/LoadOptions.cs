namespace Lad.KafkaLoad.Producing;

/// <summary>What is sent, where to and how fast.</summary>
internal sealed record LoadOptions
{
    /// <summary>The topic.</summary>
    public required string Topic { get; init; }

    /// <summary>Partitions that lines are dealt to in turn. Default 1.</summary>
    public int Partitions { get; init; } = 1;

    /// <summary>Lines in total. Default 1,000,000.</summary>
    public long Lines { get; init; } = 1_000_000;

    /// <summary>Lines each second; 0 (the default) for as many as go.</summary>
    public int Rate { get; init; }

    /// <summary>Whether each line carries its <see cref="SendTime"/>. Default no.</summary>
    public bool Stamped { get; init; }
}
