namespace Lad.Kafka.Consuming;

/// <summary>The partitions that a source has, and how far each is behind. Written by the poll thread; may be read from any thread.</summary>
public sealed class AssignedPartitions
{
    private volatile PartitionLag[] lags = [];
    private volatile int assigned;

    /// <summary>Partitions that are assigned now.</summary>
    public int Assigned => assigned;

    /// <summary>How far they are behind, as of about a second ago; without those of which it is not known yet, and empty in a source that is not measured.</summary>
    public IReadOnlyList<PartitionLag> Lags => lags;

    internal void Measured(PartitionLag[] measured) => lags = measured;

    /// <summary>Partitions came or went: what was given up is behind no more.</summary>
    internal void Changed(IReadOnlyCollection<PartitionStream> streams)
    {
        assigned = streams.Count;
        if (lags.Length == 0) return;
        HashSet<(string, int)> present = [.. streams.Select(stream => (stream.Partition.Topic, stream.Partition.Partition.Value))];
        lags = [.. lags.Where(lag => present.Contains((lag.Topic, lag.Partition)))];
    }
}
