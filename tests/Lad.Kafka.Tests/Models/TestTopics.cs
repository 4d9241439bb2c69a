using System.Text;
using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Models;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Models;

namespace Lad.Kafka.Tests.Models;

/// <summary>Topics with models on a test's broker.</summary>
internal static class TestTopics
{
    /// <summary>A new topic.</summary>
    public static async Task<KafkaModelTopic> ModelsAsync(IBroker broker, int partitions = 2, KafkaModelOptions? options = null)
    {
        string topic = TestBroker.Unique("models");
        await broker.CreateTopicAsync(topic, partitions);
        return Open(broker, topic, options);
    }

    public static KafkaModelTopic Open(IBroker broker, string topic, KafkaModelOptions? options = null) => new(topic, Client(broker), options);

    public static KafkaClientOptions Client(IBroker broker) => new() { BootstrapServers = broker.BootstrapServers, Properties = broker.ClientProperties };

    /// <summary>The versions, a star behind the one in force.</summary>
    public static async Task<IEnumerable<string>> ListedAsync(IModelHistory history) =>
        (await history.ListAsync()).Select(stored => stored.Version + (stored.IsCurrent ? "*" : ""));

    /// <summary>Puts messages on a topic, as they are, on the partition of the model.</summary>
    public static async Task SendAsync(this IBroker broker, string topic, IEnumerable<TopicMessage> messages)
    {
        using IProducer<byte[], byte[]> producer = broker.Producer(new ProducerConfig { MaxInFlight = 1 });
        foreach (TopicMessage message in messages)
            await producer.ProduceAsync(new TopicPartition(topic, message.Partition), new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(message.Key), Value = message.Value! });
    }

    /// <summary>All that lies on a topic, in the order of each partition.</summary>
    public static IReadOnlyList<TopicMessage> MessagesOf(this IBroker broker, string topic)
    {
        using IConsumer<byte[], byte[]> consumer = broker.Consumer(new ConsumerConfig { EnablePartitionEof = true, EnableAutoCommit = false });
        using IAdminClient admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        int open = admin.GetMetadata(topic, TimeSpan.FromSeconds(20)).Topics[0].Partitions.Count;
        consumer.Assign(Enumerable.Range(0, open).Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        List<TopicMessage> messages = [];
        while (open > 0 && consumer.Consume(TimeSpan.FromSeconds(20)) is { } result)
        {
            if (result.IsPartitionEOF) open--;
            else messages.Add(new TopicMessage(result.Partition.Value, result.Offset.Value, Encoding.UTF8.GetString(result.Message.Key), result.Message.Value));
        }
        Assert.Equal(0, open);
        return messages;
    }
}

/// <summary>A message as it lies on a topic; <see langword="null"/> for a tombstone.</summary>
internal sealed record TopicMessage(int Partition, long Offset, string Key, byte[]? Value);
