using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Kafka.Feedback;
using Lad.Kafka.Tests.Brokers;
using Lad.Kafka.Tests.Producing;
using Lad.Pipeline.Feedback;

namespace Lad.Kafka.Tests.Feedback;

/// <summary>Topics with feedback on a test's broker.</summary>
internal static class FeedbackTopics
{
    /// <summary>A new topic.</summary>
    public static async Task<string> CreateAsync(IBroker broker, int partitions = 1)
    {
        string topic = TestBroker.Unique("feedback");
        await broker.CreateTopicAsync(topic, partitions);
        return topic;
    }

    public static KafkaClientOptions Client(IBroker broker) => new() { BootstrapServers = broker.BootstrapServers, Properties = broker.ClientProperties };

    public static KafkaFeedbackPublisher Publisher(IBroker broker, string topic) =>
        new(topic, Client(broker), broker.Features.HasFlag(BrokerFeatures.Transactions), TimeProvider.System);

    public static KafkaFeedbackFeed Feed(IBroker broker, string topic) => new(topic, Client(broker), TimeProvider.System);

    /// <summary>A statement by its number, with itself as all that is in force.</summary>
    public static FeedbackEntry Entry(long sequence, ulong fingerprint = 7)
    {
        var statement = new FeedbackStatement
        {
            Sequence = sequence,
            Fingerprint = fingerprint,
            Kind = FeedbackKind.FalsePositive,
            Message = $"job {sequence} took long",
            Author = "kim",
            At = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero),
        };
        return new FeedbackEntry(statement, FeedbackState.Of([statement]));
    }

    public static FeedbackEntry[] Entries(params long[] sequences) => [.. sequences.Select(sequence => Entry(sequence))];

    /// <summary>Opens the topic, publishes and closes.</summary>
    public static async Task PublishAsync(IBroker broker, string topic, params FeedbackEntry[] entries)
    {
        await using KafkaFeedbackPublisher publisher = Publisher(broker, topic);
        await publisher.OpenAsync(default);
        await publisher.PublishAsync(entries, default);
    }

    /// <summary>Puts a message on the topic, as it is.</summary>
    public static Task<DeliveryResult<byte[], byte[]>> SendAsync(this IProducer<byte[], byte[]> producer, string topic, byte[]? key, byte[]? value) => producer.ProduceAsync(topic, new Message<byte[], byte[]> { Key = key!, Value = value! });

    /// <summary>Numbers of the statements on a topic, in its order, as a reader of committed messages sees them.</summary>
    public static IEnumerable<long> Sequences(IBroker broker, string topic, int count) =>
        broker.Read(topic, count, isolation: IsolationLevel.ReadCommitted).Select(message => FeedbackJson.Read(message.Value).Statement.Sequence);
}
