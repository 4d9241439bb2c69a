using Lad.Kafka.Telemetry;

namespace Lad.Kafka.Models;

/// <summary>What was met on a topic with models since the program began. Safe to read at any time.</summary>
public sealed class KafkaModelCounters
{
    private long loaded;
    private long refused;
    private long ignored;

    /// <summary>Snapshots that were read and found whole.</summary>
    public long Loaded => Interlocked.Read(ref loaded);

    /// <summary>Manifests and snapshots that were refused.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <summary>Messages that were passed over: their key is none of a model, or they are beyond the bound on chunks.</summary>
    public long Ignored => Interlocked.Read(ref ignored);

    /// <summary>Counts what is read of the topic; <see langword="null"/> when nobody looks.</summary>
    internal MessageTally? Tally { get; init; }

    internal void CountRead() => Tally?.Add(1);

    internal void CountLoaded() => Interlocked.Increment(ref loaded);

    internal void CountRefused() => Interlocked.Increment(ref refused);

    internal void CountIgnored(int messages = 1) => Interlocked.Add(ref ignored, messages);
}
