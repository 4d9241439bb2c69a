namespace Lad.Kafka.Inspection;

/// <summary>A consumer group.</summary>
/// <param name="State">Its state as the brokers name it, e.g. <c>Stable</c>, <c>Empty</c>, <c>Dead</c> (which one that never was is, too).</param>
/// <param name="Strategy">How it shares partitions, as its members agreed.</param>
/// <param name="Members">Its members, by client and host.</param>
public sealed record GroupState(string State, string Strategy, IReadOnlyList<string> Members);

/// <summary>Where a group stands in a partition.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Low">The first offset that there is.</param>
/// <param name="High">The offset that the next record gets.</param>
/// <param name="Committed">What the group has committed; <see langword="null"/>: nothing.</param>
public sealed record PartitionStanding(string Topic, int Partition, long Low, long High, long? Committed)
{
    /// <summary>Records behind what is committed; all there are where nothing is.</summary>
    public long Lag => Math.Max(0, High - Math.Max(Low, Committed ?? Low));

    /// <summary>Records that retention has taken before the group read them.</summary>
    public long Lost => Committed is { } at && at < Low ? Low - at : 0;

    /// <summary>Whether the commit lies beyond the end: the topic was made anew, or records were truncated.</summary>
    public bool IsBeyond => Committed > High;
}
