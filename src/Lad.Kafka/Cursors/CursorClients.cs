using Confluent.Kafka;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Cursors;

/// <summary>Makes the clients that read and write a topic with cursors.</summary>
internal static class CursorClients
{
    /// <summary>A consumer that is assigned what it reads and joins no group.</summary>
    public static IConsumer<byte[], byte[]?> Consumer(KafkaClientOptions client, Action<Error> onError)
    {
        var config = client.Over(new ConsumerConfig
        {
            // The client asks for a name; no group is joined and nothing committed under it.
            GroupId = client.ClientId + "-cursors",
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnablePartitionEof = true,
            FetchWaitMaxMs = 100,
        });
        return client.Build(new ConsumerBuilder<byte[], byte[]?>(config), onError);
    }

    /// <summary>A producer whose messages are acknowledged by all replicas that are in sync, one after the other.</summary>
    public static IProducer<byte[], byte[]?> Producer(KafkaClientOptions client, TimeSpan timeout, Action<Error> onError)
    {
        var config = client.Over(new ProducerConfig
        {
            Acks = Acks.All,
            // One at a time keeps their order without the help of newer brokers; a repeated message changes nothing under its key.
            MaxInFlight = 1,
            MessageTimeoutMs = (int)timeout.TotalMilliseconds,
            LingerMs = 0,
        });
        return client.Build(new ProducerBuilder<byte[], byte[]?>(config), onError);
    }
}
