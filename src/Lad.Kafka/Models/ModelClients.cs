using Confluent.Kafka;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Models;

/// <summary>Makes the clients that read and write a topic with models.</summary>
internal static class ModelClients
{
    // A third of a second of a fast network; more would only wait in memory.
    private const int QueuedKilobytes = 32 << 10;

    /// <summary>A consumer that is assigned what it reads and joins no group.</summary>
    public static IConsumer<ModelKey?, TValue> Consumer<TValue>(KafkaClientOptions client, IDeserializer<TValue> values, Action<Error> onError)
    {
        var config = client.Over(new ConsumerConfig
        {
            // The client asks for a name; no group is joined and nothing committed under it.
            GroupId = client.ClientId + "-models",
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnablePartitionEof = true,
            // The end of a partition is known when a fetch comes back empty: a new scorer should not wait half a second for that.
            FetchWaitMaxMs = 100,
            MaxPartitionFetchBytes = 4 << 20,
            QueuedMaxMessagesKbytes = QueuedKilobytes,
        });
        return client.Build(new ConsumerBuilder<ModelKey?, TValue>(config).SetKeyDeserializer(MessageForms.Instance).SetValueDeserializer(values), onError);
    }

    /// <summary>A producer whose messages are acknowledged by all replicas that are in sync.</summary>
    public static IProducer<byte[], byte[]?> Producer(KafkaClientOptions client, KafkaModelOptions options, Action<Error> onError)
    {
        var config = client.Over(new ProducerConfig
        {
            Acks = Acks.All,
            // One at a time keeps their order without the help of newer brokers; a repeated message changes nothing under its key.
            MaxInFlight = 1,
            MessageTimeoutMs = (int)Math.Min(options.Timeout.TotalMilliseconds, int.MaxValue),
            MessageMaxBytes = Math.Max(1_000_000, options.ChunkBytes + (16 << 10)),
            LingerMs = 0,
        });
        return client.Build(new ProducerBuilder<byte[], byte[]?>(config), onError);
    }
}
