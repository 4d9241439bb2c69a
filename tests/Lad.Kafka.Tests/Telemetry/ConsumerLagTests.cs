using Confluent.Kafka;
using Lad.Kafka.Tests.Brokers;
using Lad.Kafka.Tests.Consuming;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Tests.Telemetry;

namespace Lad.Kafka.Tests.Telemetry;

public sealed class ConsumerLagTests : IDisposable
{
    private const string Instrument = "lad.kafka.consumer.lag.records";
    private readonly Instrumentation instrumentation = new(nameof(ConsumerLagTests) + Guid.NewGuid());
    private readonly ObservedValues readings;

    public ConsumerLagTests() => readings = new ObservedValues(instrumentation);

    [BrokerTheory]
    public async Task Lag_is_what_is_there_and_not_delivered(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        SourceTopic topic = await SourceTopic.CreateAsync(broker);
        await topic.ProduceAsync(0, 300);
        await using var reader = new SourceReader(topic.Grouped, instrumentation: instrumentation);
        List<RecordBatch> held = await reader.ReadUntilAsync(300, acknowledge: false);

        await LagIsAsync(300);
        await reader.AcknowledgeAsync(held[0]);
        await LagIsAsync(300 - held[0].Count);
        foreach (RecordBatch batch in held[1..]) await reader.AcknowledgeAsync(batch);
        await LagIsAsync(0);

        Assert.Equal([$"partition=0 topic={topic.Name}"], readings.Labels(Instrument));
    }

    [Fact]
    public async Task A_member_that_comes_back_is_behind_by_what_its_group_has_not_committed()
    {
        await using var broker = new MockCluster(1);
        SourceTopic topic = await SourceTopic.CreateAsync(broker, 2);
        await topic.ProduceAsync(0, 100, partition: 0);
        await using (var before = new SourceReader(topic.Grouped)) await before.ReadUntilAsync(100);
        await topic.ProduceAsync(100, 40, partition: 1);
        await using var reader = new SourceReader(topic.Grouped, instrumentation: instrumentation);

        await reader.ReadUntilAsync(40, acknowledge: false);

        // Nothing comes of the first partition: only the group knows that nothing is left of it.
        await LagIsAsync(0, partition: 0);
        await LagIsAsync(40, partition: 1);
    }

    [Fact]
    public async Task Lag_grows_while_reading_is_paused()
    {
        await using var broker = new MockCluster(1);
        SourceTopic topic = await SourceTopic.CreateAsync(broker);
        await topic.ProduceAsync(0, 50);
        await using var reader = new SourceReader(topic.Grouped with { HighWatermarkRecords = 20, LowWatermarkRecords = 5 }, instrumentation: instrumentation);
        RecordBatch held = (await reader.ReadAsync(1))!;
        await reader.Events.WaitForAsync("paused");
        Assert.Equal(1, readings.Of("lad.kafka.paused"));

        await topic.ProduceAsync(50, 150);
        await LagIsAsync(200);

        await reader.AcknowledgeAsync(held);
        await reader.ReadUntilAsync(200);
        await LagIsAsync(0);
        Assert.Equal(0, readings.Of("lad.kafka.paused"));
        Assert.Equal(reader.Source.KafkaCounters.Pauses, readings.Of("lad.kafka.pauses"));
    }

    [Fact]
    public async Task A_leader_that_goes_away_while_reading_is_paused_holds_nothing_up()
    {
        await using var broker = new MockCluster(2);
        SourceTopic topic = await SourceTopic.CreateAsync(broker);
        broker.SetLeader(topic.Name, 1, broker: 2);
        broker.SetCoordinator(topic.Group, 1);
        await topic.ProduceAsync(0, 50);
        await using var reader = new SourceReader(topic.Grouped with { HighWatermarkRecords = 20, LowWatermarkRecords = 5 }, instrumentation: instrumentation);
        RecordBatch held = (await reader.ReadAsync(1))!;
        await reader.Events.WaitForAsync("paused");
        await LagIsAsync(50);

        // Some seconds: the end is asked for in each.
        broker.SetDown(2);
        await reader.Events.TurnAsync(30);

        broker.SetUp(2);
        await topic.ProduceAsync(50, 150);
        await LagIsAsync(200);
        await reader.AcknowledgeAsync(held);
        await LagIsAsync(199);
    }

    [Fact]
    public async Task A_partition_that_was_given_up_vanishes()
    {
        await using var broker = new MockCluster(1);
        SourceTopic topic = await SourceTopic.CreateAsync(broker, 2);
        await topic.ProduceAsync(0, 20);
        await using var first = new SourceReader(topic.Grouped, instrumentation: instrumentation);
        await first.ReadUntilAsync(20);
        await Eventually.HoldsAsync(() => readings.Labels(Instrument).Count == 2, () => string.Join("; ", readings.Labels(Instrument)));
        Assert.Equal(2, readings.Of("lad.kafka.assigned.partitions"));

        await using var second = new SourceReader(topic.Grouped);
        Task<RecordBatch?> reading = second.ReadAsync();
        await first.Events.WaitForAsync("revoked");

        Assert.Single(readings.Labels(Instrument));
        Assert.Equal(1, readings.Of("lad.kafka.assigned.partitions"));
        await first.DisposeAsync();
        Assert.Empty(readings.Labels(Instrument));
        await topic.ProduceAsync(20, 2);
        await reading;
    }

    [Fact]
    public async Task A_reader_without_a_group_is_behind_by_what_it_has_not_taken()
    {
        await using var broker = new MockCluster(1);
        SourceTopic topic = await SourceTopic.CreateAsync(broker, 2);
        await topic.ProduceAsync(0, 100, partition: 1);
        await using var reader = new SourceReader(topic.Alone, instrumentation: instrumentation);

        await reader.ReadAsync(30);

        await LagIsAsync(70, partition: 1);
        await LagIsAsync(0, partition: 0);
    }

    public void Dispose()
    {
        readings.Dispose();
        instrumentation.Dispose();
    }

    private Task LagIsAsync(long records, int partition = 0) =>
        Eventually.HoldsAsync(() => readings.Of(Instrument, ("partition", partition)) == records, () => $"{records} behind, not {readings.Of(Instrument, ("partition", partition))}");
}
