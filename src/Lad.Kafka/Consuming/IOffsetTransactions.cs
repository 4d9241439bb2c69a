using Confluent.Kafka;

namespace Lad.Kafka.Consuming;

/// <summary>
/// Takes over from a source what is to be committed, so that offsets go into the transaction of the verdicts they belong to. The source itself then stores and commits nothing.
/// </summary>
/// <remarks>
/// Apart from <see cref="Acknowledged"/>, all is called on the source's one poll thread, inside or after a rebalance: nothing done here may wait for anything that needs that thread,
/// <see cref="KafkaSource.RewindAsync"/> above all, which may be asked for but not waited for.
/// </remarks>
public interface IOffsetTransactions
{
    /// <summary>The member and generation under which offsets are committed from now on: after each rebalance, before any record of the new partitions is handed over.</summary>
    void Joined(IConsumerGroupMetadata group);

    /// <summary>
    /// A stream is delivered up to <paramref name="next"/>, the offset to be committed. Called by whoever acknowledges, for each stream in a batch, in order, and never for
    /// a stream that was revoked, lost or rewound.
    /// </summary>
    void Acknowledged(PartitionStream stream, long next);

    /// <summary>
    /// Partitions are about to be given up: commit now what was acknowledged, and return when that is done or has failed. On return they belong to someone else.
    /// </summary>
    /// <param name="streams">The partitions' streams.</param>
    /// <param name="drained">
    /// Whether all that was taken from them is acknowledged. When not, the deadline passed: what is under way will never be acknowledged, and verdicts of it may already be in
    /// the open transaction, which is then better aborted.
    /// </param>
    /// <param name="within">What is left of the deadline.</param>
    void Revoking(IReadOnlyList<PartitionStream> streams, bool drained, TimeSpan within);

    /// <summary>Partitions were lost: someone else has them already. What was acknowledged of them and is not committed must not be.</summary>
    void Lost(IReadOnlyList<PartitionStream> streams);
}
