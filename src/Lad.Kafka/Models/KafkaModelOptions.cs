namespace Lad.Kafka.Models;

/// <summary>How models are kept in a topic, and how much of a topic is believed.</summary>
public sealed record KafkaModelOptions
{
    /// <summary>Newest versions of each model that stay, 1 to 16. The version in force stays in any case. Default 3.</summary>
    public int KeptVersions { get; init; } = 3;

    /// <summary>
    /// Bytes of a chunk, 1 KiB to 64 MiB: below what the brokers take as one message (<c>message.max.bytes</c>, <c>max.message.bytes</c>; 1 MB unless set). Default 512 KiB.
    /// </summary>
    public int ChunkBytes { get; init; } = 512 << 10;

    /// <summary>Models of a topic that are followed, at least 1; those beyond are refused. Default 1,000.</summary>
    public int MaxModels { get; init; } = 1000;

    /// <summary>
    /// Chunks whose places are remembered, at least 1,024; about 100 bytes each. At the bound the oldest ones that no manifest names are forgotten. Default 131,072.
    /// </summary>
    public int MaxChunks { get; init; } = 131_072;

    /// <summary>How long a chunk that no manifest names stays before a publisher removes it; another publisher may still be at work on it. Default one hour.</summary>
    public TimeSpan OrphanAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long one operation waits for the brokers, above zero. A watch waits without end once it began. Default 30 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Lists all faults at once.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public void Validate()
    {
        List<string> faults = [];
        if (KeptVersions is < 1 or > TopicManifest.MaxVersions) faults.Add($"{nameof(KeptVersions)} is {KeptVersions}, but must be from 1 to {TopicManifest.MaxVersions}.");
        if (ChunkBytes is < 1 << 10 or > 64 << 20) faults.Add($"{nameof(ChunkBytes)} is {ChunkBytes}, but must be from {1 << 10} to {64 << 20}.");
        if (MaxModels < 1) faults.Add($"{nameof(MaxModels)} is {MaxModels}, but must be at least 1.");
        if (MaxChunks < 1024) faults.Add($"{nameof(MaxChunks)} is {MaxChunks}, but must be at least 1024.");
        if (OrphanAge < TimeSpan.Zero) faults.Add($"{nameof(OrphanAge)} is {OrphanAge}, but must not be negative.");
        if (Timeout <= TimeSpan.Zero) faults.Add($"{nameof(Timeout)} is {Timeout}, but must be above zero.");
        if (faults.Count > 0) throw new ArgumentException(string.Join(Environment.NewLine, faults));
    }
}
