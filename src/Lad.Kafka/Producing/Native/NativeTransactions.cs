using Confluent.Kafka;
using static Lad.Kafka.Producing.Native.LibrdkafkaTransactions;

namespace Lad.Kafka.Producing.Native;

/// <summary>A producer's transactions. Calls wait for brokers; one at a time, from any thread.</summary>
internal sealed class NativeTransactions(NativeProducer producer)
{
    private static readonly NativeError NotRead = new(ErrorCode.Local_InvalidArg, "the consumer's membership of its group cannot be read", IsFatal: true);

    /// <summary>Takes the transactional id over: what another process left open under it is aborted, and that process fenced.</summary>
    public NativeError? Initialize(TimeSpan deadline) => NativeError.Take(rd_kafka_init_transactions(producer.Client, Milliseconds(deadline)));

    /// <summary>Begins a transaction; waits for nobody.</summary>
    public NativeError? Begin() => NativeError.Take(rd_kafka_begin_transaction(producer.Client));

    /// <summary>Adds a group's offsets to the transaction.</summary>
    public NativeError? SendOffsets(IReadOnlyList<TopicPartitionOffset> offsets, IConsumerGroupMetadata member, TimeSpan deadline)
    {
        byte[] bytes = GroupMembership.BytesOf(member);
        nint unread = rd_kafka_consumer_group_metadata_read(out nint membership, bytes, (nuint)bytes.Length);
        if (unread != 0) return NativeError.Take(unread) is { } error ? error with { IsFatal = true } : NotRead;
        nint list = rd_kafka_topic_partition_list_new(offsets.Count);
        try
        {
            foreach (TopicPartitionOffset offset in offsets)
            {
                _ = rd_kafka_topic_partition_list_add(list, offset.Topic, offset.Partition.Value);
                _ = rd_kafka_topic_partition_list_set_offset(list, offset.Topic, offset.Partition.Value, offset.Offset.Value);
            }
            return NativeError.Take(rd_kafka_send_offsets_to_transaction(producer.Client, list, membership, Milliseconds(deadline)));
        }
        finally
        {
            rd_kafka_topic_partition_list_destroy(list);
            rd_kafka_consumer_group_metadata_destroy(membership);
        }
    }

    /// <summary>Commits, after waiting for what is on its way.</summary>
    public NativeError? Commit(TimeSpan deadline) => NativeError.Take(rd_kafka_commit_transaction(producer.Client, Milliseconds(deadline)));

    /// <summary>Aborts; what is on its way is given up, and reported on as that.</summary>
    public NativeError? Abort(TimeSpan deadline) => NativeError.Take(rd_kafka_abort_transaction(producer.Client, Milliseconds(deadline)));

    private static int Milliseconds(TimeSpan deadline) => (int)deadline.TotalMilliseconds;
}
