using System.Text;
using Lad.Kafka.Clients;
using Lad.Kafka.Models;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Models;
using Lad.Pipeline.Tests.Models;

namespace Lad.Kafka.Tests.Models;

public class ModelFeedTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [BrokerTheory]
    public async Task A_feed_tells_first_what_is_in_force_then_that_it_caught_up_then_what_changes(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker);
        await topic.History("default").PublishAsync(SampleModels.Of("v1", "default"));
        await topic.History("shop").PublishAsync(SampleModels.Of("v1"));
        await topic.History("shop").PublishAsync(SampleModels.Of("v2"));
        await using var feed = new FeedReading(topic);

        Assert.Equal(["default v1", "shop v2"], new[] { await feed.NextAsync(), await feed.NextAsync() }.Order());
        Assert.Equal("CaughtUp", await feed.NextAsync());

        await topic.History("cart").PublishAsync(SampleModels.Of("v1", "cart"));
        Assert.Equal("cart v1", await feed.NextAsync());
        await topic.History("shop").RollbackAsync();
        Assert.Equal("shop v1", await feed.NextAsync());
        await broker.SendAsync(topic.Topic, [new TopicMessage(ModelKey.PartitionOf("cart", 2), 0, "cart", null)]);
        Assert.Equal("Removed cart", await feed.NextAsync());
    }

    [BrokerTheory]
    public async Task A_feed_of_an_empty_topic_says_at_once_that_it_caught_up(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker);
        await using var feed = new FeedReading(topic);
        Assert.Equal("CaughtUp", await feed.NextAsync());
        await topic.History("shop").PublishAsync(SampleModels.Of("v1"));
        Assert.Equal("shop v1", await feed.NextAsync());
    }

    [BrokerTheory]
    public async Task A_corrupt_snapshot_is_refused_once_and_counted_and_the_next_good_one_taken_up(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker, partitions: 1, Publications.SmallChunks);
        await topic.History("shop").PublishAsync(Publications.Large("v1"));
        await using var feed = new FeedReading(topic);
        Assert.Equal("shop v1", await feed.NextAsync());
        Assert.Equal("CaughtUp", await feed.NextAsync());

        TopicMessage[] bad = [.. Publications.Alone(Publications.Large("v2"))];
        byte[] spoilt = [.. bad[2].Value!];
        spoilt[100] ^= 1;
        bad[2] = bad[2] with { Value = spoilt };
        await broker.SendAsync(topic.Topic, bad);
        string refusal = await feed.NextAsync();
        Assert.StartsWith("Refused shop", refusal, StringComparison.Ordinal);
        Assert.Contains($"kafka:{topic.Topic}[0]@", refusal, StringComparison.Ordinal);
        Assert.Contains("version 'v2' of model 'shop' was refused: its SHA-256 is not", refusal, StringComparison.Ordinal);
        await broker.SendAsync(topic.Topic, [new TopicMessage(0, 0, "shop", Encoding.UTF8.GetBytes("{"))]);
        Assert.Contains("its manifest cannot be used: it is not JSON", await feed.NextAsync(), StringComparison.Ordinal);
        Assert.Equal(2, topic.Counters.Refused);

        await topic.History("shop").PublishAsync(Publications.Large("v3"));
        Assert.Equal("shop v3", await feed.NextAsync());
    }

    [Fact]
    public async Task A_watch_of_one_model_yields_what_its_caller_does_not_have_yet()
    {
        await using var broker = new MockCluster();
        KafkaModelHistory history = (await TestTopics.ModelsAsync(broker)).History("shop");
        await history.PublishAsync(SampleModels.Of("v1"));
        using var end = new CancellationTokenSource(Patience);
        await using IAsyncEnumerator<ModelUpdate> watch = history.WatchAsync("v1", end.Token).GetAsyncEnumerator(end.Token);
        Task<bool> next = watch.MoveNextAsync().AsTask();
        await history.PublishAsync(SampleModels.Of("v2"));
        Assert.True(await next);
        Assert.Equal("v2", watch.Current.Model!.Metadata.Version);
        next = watch.MoveNextAsync().AsTask();
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task A_feed_goes_on_when_the_brokers_come_back()
    {
        await using var broker = new MockCluster(brokers: 1);
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker);
        await using var feed = new FeedReading(topic);
        Assert.Equal("CaughtUp", await feed.NextAsync());
        broker.SetDown(1);
        string interruption = await feed.NextAsync();
        Assert.StartsWith("Interrupted", interruption, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", interruption, StringComparison.Ordinal);
        broker.SetUp(1);
        await topic.History("shop").PublishAsync(SampleModels.Of("v1"));
        Assert.Equal("shop v1", await feed.NextAsync());
    }

    [Fact]
    public async Task A_watch_of_one_who_has_a_model_waits_for_brokers_that_are_away_when_it_begins()
    {
        await using var broker = new MockCluster(brokers: 1);
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker, partitions: 1, new KafkaModelOptions { Timeout = TimeSpan.FromSeconds(1) });
        await TestTopics.Open(broker, topic.Topic).History("shop").PublishAsync(SampleModels.Of("v2"));
        broker.SetDown(1);
        using var end = new CancellationTokenSource(Patience);
        await using IAsyncEnumerator<ModelUpdate> watch = topic.History("shop").WatchAsync("v1", end.Token).GetAsyncEnumerator(end.Token);
        Assert.True(await watch.MoveNextAsync());
        Assert.Contains("cannot be reached", watch.Current.Refused!.Message, StringComparison.Ordinal);
        broker.SetUp(1);
        do Assert.True(await watch.MoveNextAsync());
        while (watch.Current.Refused is not null);
        Assert.Equal("v2", watch.Current.Model!.Metadata.Version);
    }

    [Fact]
    public async Task The_default_is_told_last_so_that_who_waits_for_it_has_all()
    {
        await using var broker = new MockCluster();
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker);
        foreach (string name in (string[])["default", "cart", "shop"]) await topic.History(name).PublishAsync(SampleModels.Of("v1", name));
        await using var feed = new FeedReading(topic);
        Assert.DoesNotContain("default v1", new[] { await feed.NextAsync(), await feed.NextAsync() });
        Assert.Equal("default v1", await feed.NextAsync());
    }

    [Fact]
    public async Task A_topic_that_is_missing_and_a_broker_that_is_away_are_said_in_one_line()
    {
        await using var broker = new MockCluster();
        ModelStoreException missing = await Assert.ThrowsAsync<ModelStoreException>(async () => await TestTopics.Open(broker, "nowhere").NamesAsync());
        Assert.Contains("kafka:nowhere: topic nowhere does not exist", missing.Message, StringComparison.Ordinal);
        var away = new KafkaModelTopic("models", new KafkaClientOptions { BootstrapServers = "127.0.0.1:1" }, new KafkaModelOptions { Timeout = TimeSpan.FromSeconds(2) });
        ModelStoreException unreachable = await Assert.ThrowsAsync<ModelStoreException>(async () => await away.History("shop").PublishAsync(SampleModels.Of("v1")));
        Assert.Contains("kafka:models: Kafka cannot be reached at 127.0.0.1:1", unreachable.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', unreachable.Message);
    }

    private sealed class FeedReading : IAsyncDisposable
    {
        private readonly CancellationTokenSource end = new(Patience);
        private readonly IAsyncEnumerator<ModelChange> changes;

        public FeedReading(KafkaModelTopic topic) => changes = topic.WatchAllAsync(end.Token).GetAsyncEnumerator(end.Token);

        public async Task<string> NextAsync()
        {
            Assert.True(await changes.MoveNextAsync());
            return changes.Current switch
            {
                { Model: { } model } change => $"{change.Name} {model.Metadata.Version}",
                { Fault: { } fault } change => $"{change.Kind} {change.Name}: {fault.Message}",
                var change => $"{change.Kind} {change.Name}".TrimEnd(),
            };
        }

        public async ValueTask DisposeAsync()
        {
            await changes.DisposeAsync();
            end.Dispose();
        }
    }
}
