using Confluent.Kafka;
using Lad.Kafka.Consuming;

namespace Lad.Kafka.Producing.Transactions;

/// <summary>What was acknowledged and is not committed. Not thread-safe.</summary>
internal sealed class PendingOffsets
{
    private readonly Dictionary<PartitionStream, long> offsets = [];

    public bool IsEmpty => offsets.Count == 0;

    public void Set(PartitionStream stream, long next) => offsets[stream] = next;

    /// <summary>Whether a stream was acknowledged this far.</summary>
    public bool Reaches(PartitionStream stream, long next) => offsets.TryGetValue(stream, out long offset) && offset >= next;

    public bool HasAny(IEnumerable<PartitionStream> streams) => streams.Any(offsets.ContainsKey);

    public IReadOnlyList<KeyValuePair<PartitionStream, long>> Snapshot() => [.. offsets];

    /// <summary>These are committed; what has come since stays.</summary>
    public void Committed(IReadOnlyList<KeyValuePair<PartitionStream, long>> committed)
    {
        foreach ((PartitionStream stream, long next) in committed)
            if (offsets.TryGetValue(stream, out long now) && now == next) offsets.Remove(stream);
    }

    public void Remove(IEnumerable<PartitionStream> streams)
    {
        foreach (PartitionStream stream in streams) offsets.Remove(stream);
    }

    /// <summary>Forgets streams that are closed: their records are read again.</summary>
    public void RemoveClosed() => Remove([.. offsets.Keys.Where(stream => stream.IsClosed)]);

    public static IReadOnlyList<TopicPartitionOffset> ToCommit(IReadOnlyList<KeyValuePair<PartitionStream, long>> snapshot) =>
        [.. snapshot.Select(pending => new TopicPartitionOffset(pending.Key.Partition, pending.Value))];
}
