using Confluent.Kafka;
using Lad.Kafka.Consuming;
using Lad.Kafka.Tests.Brokers;
using Lad.Kafka.Tests.Consuming;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Tests.Telemetry;

namespace Lad.Kafka.Tests.Telemetry;

public sealed class ConsumerMetricsTests : IDisposable
{
    private const string Consumed = "messaging.client.consumed.messages";
    private readonly Instrumentation instrumentation = new(nameof(ConsumerMetricsTests) + Guid.NewGuid());
    private readonly ObservedValues readings;

    public ConsumerMetricsTests() => readings = new ObservedValues(instrumentation);

    [BrokerTheory]
    public async Task Messages_are_counted_by_topic_and_sum_to_what_came(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic one = await SourceTopic.CreateAsync(broker, 3);
        SourceTopic two = await SourceTopic.CreateAsync(broker, 2);
        await one.ProduceAsync(0, 3000);
        await two.ProduceAsync(3000, 700);
        await using var reader = new SourceReader(one.Grouped with { Topics = [one.Name, two.Name] }, instrumentation: instrumentation);

        await reader.ReadUntilAsync(3700);

        Assert.Equal(3000, readings.Of(Consumed, ("messaging.destination.name", one.Name)));
        Assert.Equal(700, readings.Of(Consumed, ("messaging.destination.name", two.Name)));
        Assert.Equal(reader.Source.KafkaCounters.Received, readings.Of(Consumed));
        Assert.Equal(reader.Source.KafkaCounters.Bytes, readings.Of("lad.kafka.consumed"));
        Assert.Equal(0, readings.Of("lad.kafka.queued.records"));
        Assert.All(readings.Labels(Consumed), labels => Assert.EndsWith("messaging.operation.name=poll messaging.system=kafka", labels, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sources_one_after_the_other_are_counted_together()
    {
        await using var broker = new MockCluster(1);
        SourceTopic topic = await SourceTopic.CreateAsync(broker);
        await topic.ProduceAsync(0, 100);
        KafkaSourceCounters gone;
        await using (var first = new SourceReader(topic.Grouped, instrumentation: instrumentation))
        {
            await first.ReadUntilAsync(100);
            gone = first.Source.KafkaCounters;
        }
        await topic.ProduceAsync(100, 50);
        await using var second = new SourceReader(topic.Grouped, instrumentation: instrumentation);
        await second.ReadUntilAsync(50);
        KafkaSourceCounters present = second.Source.KafkaCounters;

        Assert.Equal(150, readings.Of(Consumed));
        Assert.Equal(gone.Bytes + present.Bytes, readings.Of("lad.kafka.consumed"));
        Assert.Equal(gone.Rebalances + present.Rebalances, readings.Of("lad.kafka.rebalances"));
        Assert.True(gone.Rebalances >= 2);
        Assert.Equal(1, readings.Of("lad.kafka.assigned.partitions"));
    }

    [Fact]
    public async Task Commits_are_counted_by_what_became_of_them()
    {
        await using var broker = new MockCluster(1);
        SourceTopic topic = await SourceTopic.CreateAsync(broker);
        await topic.ProduceAsync(0, 10);
        await using var reader = new SourceReader(topic.Grouped, instrumentation: instrumentation);
        await reader.ReadUntilAsync(10);
        await Eventually.HoldsAsync(() => readings.Of("lad.kafka.commits", ("outcome", "committed")) > 0, () => "a commit is counted");

        await reader.DisposeAsync();

        Assert.Equal([10], topic.Committed());
        Assert.Equal(reader.Source.KafkaCounters.Commits, readings.Of("lad.kafka.commits", ("outcome", "committed")));
        Assert.Equal(0, readings.Of("lad.kafka.commits", ("outcome", "failed")));
        Assert.Equal(["outcome=benign", "outcome=committed", "outcome=failed"], readings.Labels("lad.kafka.commits"));
    }

    [Fact]
    public async Task Without_instrumentation_nothing_is_measured_and_the_end_of_a_partition_is_no_event()
    {
        await using var broker = new MockCluster(1);
        SourceTopic topic = await SourceTopic.CreateAsync(broker);
        await topic.ProduceAsync(0, 10);
        await using var reader = new SourceReader(topic.Grouped);

        await reader.ReadUntilAsync(10);

        Assert.Empty(readings.Instruments);
        Assert.Empty(reader.Source.Partitions.Lags);
        Assert.Equal(1, reader.Source.Partitions.Assigned);
        Assert.False(SourceConsumer.Configuration(topic.Grouped, transactional: false).EnablePartitionEof);
    }

    public void Dispose()
    {
        readings.Dispose();
        instrumentation.Dispose();
    }
}
