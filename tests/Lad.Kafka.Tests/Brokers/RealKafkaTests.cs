using Confluent.Kafka;

namespace Lad.Kafka.Tests.Brokers;

public class RealKafkaTests
{
    // librdkafka 2.15.0 runs out of memory of its own when such a broker's whole answer is one topic of one letter and one partition.
    private const string Topic = "some-topic-of-the-real-kafka";

    [RealKafkaFact]
    public async Task What_is_produced_is_there_after_the_broker_was_stopped_and_after_it_was_killed()
    {
        await using RealKafka broker = (await RealKafka.StartAsync())!;
        await broker.CreateTopicAsync(Topic, 2);
        await ProduceAsync(broker, 0, "before");

        await broker.StopAsync();
        await broker.StartAgainAsync();
        await ProduceAsync(broker, 1, "between");
        await broker.KillAsync();
        await broker.StartAgainAsync();
        await ProduceAsync(broker, 0, "after");

        Assert.Equal(["after", "before", "between"], Consume(broker, 2).Order());
    }

    [RealKafkaFact]
    public async Task A_compacted_topic_forgets_what_was_overwritten()
    {
        await using RealKafka broker = (await RealKafka.StartAsync())!;
        await broker.CreateTopicAsync(Topic, 1, new Dictionary<string, string> { ["cleanup.policy"] = "compact", ["segment.ms"] = "500", ["min.cleanable.dirty.ratio"] = "0.01" });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        // Only closed segments are compacted, and a segment is closed when something is written after its time.
        int written = 0;
        do
        {
            await ProduceAsync(broker, 0, "again", limit.Token);
            written++;
        }
        while (Consume(broker, 1).Count == written);

        Assert.NotEmpty(Consume(broker, 1));
    }

    [RealKafkaFact]
    public async Task A_disposed_broker_leaves_nothing_behind()
    {
        RealKafka broker = (await RealKafka.StartAsync())!;
        string directory = broker.Directory;
        Assert.True(Directory.Exists(directory));

        await broker.DisposeAsync();

        Assert.False(Directory.Exists(directory));
    }

    private static async Task ProduceAsync(RealKafka broker, int partition, string value, CancellationToken cancel = default)
    {
        using IProducer<string, string> producer = new ProducerBuilder<string, string>(Client(broker)).SetLogHandler(static (_, _) => { }).Build();
        await producer.ProduceAsync(new TopicPartition(Topic, partition), new Message<string, string> { Key = "key", Value = value }, cancel);
    }

    private static List<string> Consume(RealKafka broker, int partitions)
    {
        using IConsumer<string, string> consumer = new ConsumerBuilder<string, string>(new ConsumerConfig(Client(broker)) { GroupId = "g", EnableAutoCommit = false, EnablePartitionEof = true })
            .SetLogHandler(static (_, _) => { }).Build();
        consumer.Assign(Enumerable.Range(0, partitions).Select(static partition => new TopicPartitionOffset(Topic, partition, Offset.Beginning)));
        List<string> seen = [];
        while (partitions > 0 && consumer.Consume(TimeSpan.FromSeconds(20)) is { } result)
        {
            if (result.IsPartitionEOF) partitions--;
            else seen.Add(result.Message.Value);
        }
        return seen;
    }

    private static ClientConfig Client(RealKafka broker) => new(broker.ClientProperties.ToDictionary()) { BootstrapServers = broker.BootstrapServers };
}
