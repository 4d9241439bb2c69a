using Confluent.Kafka;
using Lad.Detection.Parsing;

namespace Lad.Kafka.Consuming;

/// <summary>
/// Asks brokers where partitions begin and end, with one request to each leader. Keeps its time when a leader is away, which the client's own question for both ends does not before librdkafka 2.3.
/// </summary>
internal static class PartitionBounds
{
    // Instead of a time: so brokers are asked for the oldest and for the next record.
    private const long Beginning = -2;
    private const long End = -1;

    /// <summary>The offsets of the oldest records.</summary>
    /// <exception cref="KafkaException">No answer came in time, or it was no.</exception>
    public static List<TopicPartitionOffset> Beginnings(IConsumer<ByteSlice, ByteSlice> consumer, IEnumerable<TopicPartition> partitions, TimeSpan patience) => Ask(consumer, partitions, Beginning, patience);

    /// <summary>The offsets that the next records get.</summary>
    /// <exception cref="KafkaException">No answer came in time, or it was no.</exception>
    public static List<TopicPartitionOffset> Ends(IConsumer<ByteSlice, ByteSlice> consumer, IEnumerable<TopicPartition> partitions, TimeSpan patience) => Ask(consumer, partitions, End, patience);

    private static List<TopicPartitionOffset> Ask(IConsumer<ByteSlice, ByteSlice> consumer, IEnumerable<TopicPartition> partitions, long time, TimeSpan patience) =>
        consumer.OffsetsForTimes(partitions.Select(partition => new TopicPartitionTimestamp(partition, new Timestamp(time, TimestampType.CreateTime))), patience);
}
