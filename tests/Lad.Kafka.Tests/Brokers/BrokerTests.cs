using System.Text;
using Confluent.Kafka;

namespace Lad.Kafka.Tests.Brokers;

public class BrokerTests
{
    [BrokerTheory]
    public Task What_is_produced_is_consumed(BrokerKind kind) => RoundTripAsync(kind, new ProducerConfig());

    [BrokerTheory(BrokerFeatures.Idempotence)]
    public Task What_an_idempotent_producer_sends_is_consumed(BrokerKind kind) => RoundTripAsync(kind, new ProducerConfig { EnableIdempotence = true });

    [BrokerTheory(BrokerFeatures.Headers | BrokerFeatures.Timestamps)]
    public async Task Headers_and_timestamps_are_kept(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        string topic = TestBroker.Unique("headers");
        await broker.CreateTopicAsync(topic, 1);
        var sent = new Message<byte[], byte[]> { Value = [1], Headers = new Headers { { "h", [2] } }, Timestamp = new Timestamp(1_700_000_000_000, TimestampType.CreateTime) };
        using (IProducer<byte[], byte[]> producer = broker.Producer()) await producer.ProduceAsync(topic, sent);
        using IConsumer<byte[], byte[]> consumer = broker.Consumer();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));

        Message<byte[], byte[]> got = consumer.Consume(TimeSpan.FromSeconds(20)).Message;

        Assert.Equal(sent.Timestamp.UnixTimestampMs, got.Timestamp.UnixTimestampMs);
        Assert.Equal([2], got.Headers.GetLastBytes("h"));
    }

    private static async Task RoundTripAsync(BrokerKind kind, ProducerConfig settings)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        string topic = TestBroker.Unique("roundtrip");
        await broker.CreateTopicAsync(topic, 2);
        using (IProducer<byte[], byte[]> producer = broker.Producer(settings))
        {
            for (int i = 0; i < 10; i++)
                await producer.ProduceAsync(new TopicPartition(topic, i % 2), new Message<byte[], byte[]> { Value = Encoding.UTF8.GetBytes($"{i}") });
        }
        using IConsumer<byte[], byte[]> consumer = broker.Consumer(new ConsumerConfig { GroupId = topic, AutoOffsetReset = AutoOffsetReset.Earliest });
        consumer.Subscribe(topic);

        List<string> seen = [];
        while (seen.Count < 10 && consumer.Consume(TimeSpan.FromSeconds(30)) is { } result) seen.Add(Encoding.UTF8.GetString(result.Message.Value));

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), seen.Order());
        consumer.Close();
    }
}
