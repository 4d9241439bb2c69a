using Confluent.Kafka;
using Lad.Pipeline.Sources;

namespace Lad.Kafka.Consuming;

/// <summary>
/// How far a source's acknowledgements have come, for an <see cref="IOffsetCommitter"/> that commits in the consumer's place. The source has it; its members may be called from any thread and
/// never wait for the thread that polls, which may itself be waiting in <see cref="IOffsetCommitter.Settle"/>.
/// </summary>
public interface IOffsetLedger
{
    /// <summary>The group's name and this member's place in it as of now: what fences a member that the group has left behind.</summary>
    IConsumerGroupMetadata Membership { get; }

    /// <summary>Whether records of a stream may still be delivered: its partition is assigned, and was neither taken away nor rewound since the stream was made.</summary>
    bool IsCurrent(SourceStream stream);

    /// <summary>For each partition that is current and has moved since the last commit: the offset to go on from, behind the contiguous records that are acknowledged.</summary>
    IReadOnlyList<TopicPartitionOffset> Uncommitted();

    /// <summary>These offsets are committed.</summary>
    void Committed(IReadOnlyList<TopicPartitionOffset> offsets);

    /// <summary>
    /// What was acknowledged since the last commit is void. On return no stream made so far is current any more; soon after, every assigned partition is read again from the
    /// offset that the group has committed, as a new stream.
    /// </summary>
    void Rewind();

    /// <summary>Nothing can be committed any more: reading ends with this failure.</summary>
    void Fail(Exception failure);
}
