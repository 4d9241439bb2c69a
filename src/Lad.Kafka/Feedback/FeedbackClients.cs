using Confluent.Kafka;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Feedback;

/// <summary>Makes the clients that read and write a topic with feedback.</summary>
internal static class FeedbackClients
{
    /// <summary>How long brokers keep a transaction open that nobody ends. Whoever publishes next ends it at once; readers wait for that long at most.</summary>
    private static readonly TimeSpan TransactionTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A consumer that is assigned what it reads, joins no group, and does not see what was aborted.</summary>
    public static IConsumer<byte[], byte[]?> Consumer(KafkaClientOptions client, Action<Error> onError)
    {
        var config = client.Over(new ConsumerConfig
        {
            // The client asks for a name; no group is joined and nothing committed under it.
            GroupId = client.ClientId + "-feedback",
            IsolationLevel = IsolationLevel.ReadCommitted,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnablePartitionEof = true,
            // The end of the topic is known when a fetch comes back empty: a scorer that starts should not wait half a second for that.
            FetchWaitMaxMs = 100,
            // A person's click waits for the broker's next answer to a fetch: after an error the client would else wait half a second.
            FetchErrorBackoffMs = 100,
            // What is published is in force within a second, also when a broker comes back after a while.
            ReconnectBackoffMaxMs = 1000,
        });
        return client.Build(new ConsumerBuilder<byte[], byte[]?>(config), onError);
    }

    /// <summary>A producer of transactions: of two with one transactional id, the later one fences the earlier.</summary>
    public static IProducer<byte[], byte[]> Transactional(KafkaClientOptions client, string transactionalId, Action<Error> onError) => Build(client, onError, new ProducerConfig
    {
        Acks = Acks.All,
        EnableIdempotence = true,
        TransactionalId = transactionalId,
        TransactionTimeoutMs = (int)TransactionTimeout.TotalMilliseconds,
        LingerMs = 0,
        ReconnectBackoffMaxMs = 1000,
    });

    /// <summary>A producer for brokers without transactions: one message on its way at a time, which keeps their order.</summary>
    public static IProducer<byte[], byte[]> Plain(KafkaClientOptions client, TimeSpan timeout, Action<Error> onError) => Build(client, onError, new ProducerConfig
    {
        Acks = Acks.All,
        MaxInFlight = 1,
        MessageTimeoutMs = (int)timeout.TotalMilliseconds,
        LingerMs = 0,
        ReconnectBackoffMaxMs = 1000,
    });

    private static IProducer<byte[], byte[]> Build(KafkaClientOptions client, Action<Error> onError, ProducerConfig own) => client.Build(new ProducerBuilder<byte[], byte[]>(client.Over(own)), onError);
}
