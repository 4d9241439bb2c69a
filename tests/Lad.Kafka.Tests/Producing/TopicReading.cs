using System.Text;
using Confluent.Kafka;
using Lad.Kafka.Tests.Brokers;

namespace Lad.Kafka.Tests.Producing;

/// <summary>Reads topics back.</summary>
internal static class TopicReading
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>The first <paramref name="count"/> messages of the topic's first partitions, fewer if they do not come in time.</summary>
    public static List<Message<byte[], byte[]>> Read(this IBroker broker, string topic, int count, int partitions = 1, IsolationLevel isolation = IsolationLevel.ReadUncommitted)
    {
        using IConsumer<byte[], byte[]> consumer = broker.Consumer(new ConsumerConfig { IsolationLevel = isolation });
        consumer.Assign(Enumerable.Range(0, partitions).Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        List<Message<byte[], byte[]>> messages = [];
        while (messages.Count < count && consumer.Consume(Deadline) is { } result) messages.Add(result.Message);
        return messages;
    }

    /// <summary>Messages that a topic has, without waiting for more. They are read: the end of a transaction may have an offset as well.</summary>
    public static long Count(this IBroker broker, string topic, int partitions = 1)
    {
        using IConsumer<byte[], byte[]> consumer = broker.Consumer(new ConsumerConfig { EnablePartitionEof = true });
        consumer.Assign(Enumerable.Range(0, partitions).Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        long count = 0;
        for (int ended = 0; ended < partitions;)
        {
            ConsumeResult<byte[], byte[]> result = consumer.Consume(Deadline) ?? throw new TimeoutException($"{topic} has an end in {ended} of {partitions} partitions.");
            if (result.IsPartitionEOF) ended++;
            else count++;
        }
        return count;
    }

    public static string Text(byte[]? bytes) => bytes is null ? "null" : Encoding.UTF8.GetString(bytes);

    public static string? Header(this Message<byte[], byte[]> message, string name) =>
        message.Headers.TryGetLastBytes(name, out byte[] value) ? Encoding.UTF8.GetString(value) : null;
}
