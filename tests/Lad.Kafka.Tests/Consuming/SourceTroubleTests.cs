using Lad.Kafka.Clients;
using Lad.Kafka.Consuming;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Batches;

namespace Lad.Kafka.Tests.Consuming;

public class SourceTroubleTests
{
    [BrokerTheory]
    public async Task A_bounded_source_of_a_missing_topic_says_so(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        var topic = new SourceTopic(broker, TestBroker.Unique("missing"), 1);
        await using var reader = new SourceReader(topic.Alone with { StopAtEnd = true });

        BusException failure = await Assert.ThrowsAsync<BusException>(() => reader.ReadAsync());

        Assert.Equal(BusFault.TopicMissing, failure.Fault);
        Assert.Contains(topic.Name, failure.Message, StringComparison.Ordinal);
    }

    [BrokerTheory]
    public async Task A_topic_that_comes_later_is_waited_for(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        var topic = new SourceTopic(broker, TestBroker.Unique("later"), 1);
        await using var reader = new SourceReader(topic.Alone);
        Task<RecordBatch?> reading = reader.ReadAsync();
        await reader.Events.WaitForAsync("waiting");

        await broker.CreateTopicAsync(topic.Name, 1);
        await topic.ProduceAsync(["here"]);
        await reading;

        Assert.Equal(["here"], reader.Texts);
        Assert.Single(reader.Events.All, text => text.StartsWith("waiting", StringComparison.Ordinal));
    }

    // The mock cluster makes every topic that a member subscribes to.
    [RealKafkaFact]
    public async Task A_member_waits_for_a_topic_that_comes_later()
    {
        await using IBroker broker = await TestBroker.StartAsync(BrokerKind.Kafka09);
        var topic = new SourceTopic(broker, TestBroker.Unique("later"), 1);
        await using var reader = new SourceReader(topic.Grouped);
        Task<RecordBatch?> reading = reader.ReadAsync();
        await reader.Events.WaitForAsync("waiting");

        await broker.CreateTopicAsync(topic.Name, 1);
        await topic.ProduceAsync(["here"]);
        await reading;

        Assert.Equal(["here"], reader.Texts);
    }

    [Fact]
    public async Task Brokers_that_are_away_for_a_while_are_no_error()
    {
        await using var broker = new MockCluster(1);
        SourceTopic topic = await SourceTopic.CreateAsync(broker);
        await topic.ProduceAsync(0, 10);
        await using var reader = new SourceReader(topic.Grouped);
        await reader.ReadUntilAsync(10);
        // What is not committed by then may come again: the member may have lost its place when brokers are back.
        await Eventually.HoldsAsync(() => topic.Committed().Sum() == 10, () => "all ten committed");
        Task<List<RecordBatch>> reading = reader.ReadUntilAsync(20);

        broker.SetDown(1);
        await Task.Delay(TimeSpan.FromSeconds(3));
        broker.SetUp(1);
        await topic.ProduceAsync(10, 10);
        await reading;

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), reader.Texts);
    }

    [Fact]
    public async Task A_bounded_source_gives_up_on_brokers_that_cannot_be_reached()
    {
        NativeClient.Require();
        await using var reader = new SourceReader(new KafkaSourceOptions
        {
            Client = new KafkaClientOptions { BootstrapServers = "127.0.0.1:1" },
            Topics = ["t"],
            StopAtEnd = true,
            ConnectDeadline = TimeSpan.FromSeconds(1),
        });

        BusException failure = await Assert.ThrowsAsync<BusException>(() => reader.ReadAsync());

        Assert.Equal(BusFault.Unreachable, failure.Fault);
    }

    [Fact]
    public void Options_that_cannot_be_used_name_all_their_faults()
    {
        var options = new KafkaSourceOptions { HighWatermarkRecords = 1, InstanceId = "a", PollTimeout = TimeSpan.Zero };

        ArgumentException failure = Assert.Throws<ArgumentException>(() => new KafkaSource(options, TimeProvider.System));

        foreach (string name in new[] { "Topics", "HighWatermarkRecords", "LowWatermarkRecords", "InstanceId", "PollTimeout" }) Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }

    [BrokerTheory]
    public async Task Topics_are_told_apart_and_may_be_named_by_a_pattern(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        string prefix = TestBroker.Unique("many");
        SourceTopic[] topics = [new(broker, $"{prefix}-a", 2), new(broker, $"{prefix}-b", 2)];
        foreach (SourceTopic topic in topics)
        {
            await broker.CreateTopicAsync(topic.Name, 2);
            await topic.ProduceAsync(0, 20);
        }

        foreach (KafkaSourceOptions options in new[] { topics[0].Alone with { Topics = [.. topics.Select(topic => topic.Name)] }, topics[0].Grouped with { Topics = [$"^{prefix}-.*"] } })
        {
            await using var reader = new SourceReader(options);
            await reader.ReadUntilAsync(40);
            Assert.Equal(4, reader.Records.GroupBy(record => record.Position.Stream.Identity).Count(stream => stream.Count() == 10));
        }
    }
}
