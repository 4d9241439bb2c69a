using Lad.Detection;
using Lad.Kafka.Models;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Models;
using Lad.Pipeline.Tests.Models;

namespace Lad.Kafka.Tests.Models;

public class PublishingTests
{
    [Fact]
    public async Task Chunks_come_first_then_the_manifest_then_the_tombstones()
    {
        await using var broker = new MockCluster();
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker, partitions: 3, Publications.SmallChunks with { KeptVersions = 1 });
        await topic.History("shop").PublishAsync(Publications.Large("v1"));
        int before = broker.MessagesOf(topic.Topic).Count;
        await topic.History("shop").PublishAsync(Publications.Large("v2"));

        TopicMessage[] sent = [.. broker.MessagesOf(topic.Topic).Skip(before)];
        int chunks = Publications.Entry(Publications.Large("v2")).Chunks;
        Assert.All(sent, message => Assert.Equal(ModelKey.PartitionOf("shop", 3), message.Partition));
        Assert.All(sent[..chunks], message => Assert.StartsWith("shop/v2/", message.Key, StringComparison.Ordinal));
        Assert.Equal("shop", sent[chunks].Key);
        Assert.Equal(chunks, sent.Length - chunks - 1);
        Assert.All(sent[(chunks + 1)..], message => Assert.True(message.Value is null && message.Key.StartsWith("shop/v1/", StringComparison.Ordinal)));
    }

    [BrokerTheory]
    public async Task What_a_killed_trainer_left_is_removed_when_it_is_old_and_not_before(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker, partitions: 1, Publications.SmallChunks);
        await broker.SendAsync(topic.Topic, Publications.Chunks(Publications.Large("v0")));
        await topic.History("shop").PublishAsync(Publications.Large("v1"));
        Assert.DoesNotContain(broker.MessagesOf(topic.Topic), message => message.Value is null);

        var later = new KafkaModelTopic(topic.Topic, TestTopics.Client(broker), Publications.SmallChunks, new LaterClock(TimeSpan.FromHours(2)));
        await later.History("shop").PublishAsync(Publications.Large("v2"));

        TopicMessage[] removed = [.. broker.MessagesOf(topic.Topic).Where(message => message.Value is null)];
        Assert.Equal(Publications.Chunks(Publications.Large("v0")).Select(chunk => chunk.Key), removed.Select(message => message.Key));
        Assert.Equal(["v2*", "v1"], await TestTopics.ListedAsync(topic.History("shop")));
    }

    [Fact]
    public async Task A_version_whose_chunks_were_damaged_is_mended_by_publishing_it_again()
    {
        await using var broker = new MockCluster();
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker, partitions: 1, Publications.SmallChunks);
        KafkaModelHistory history = topic.History("shop");
        await history.PublishAsync(Publications.Large("v1"));
        await broker.SendAsync(topic.Topic, [new TopicMessage(0, 0, "shop/v1/1", new byte[Publications.ChunkBytes])]);
        await Assert.ThrowsAsync<ModelStoreException>(async () => await history.ReadAsync());
        await history.PublishAsync(Publications.Large("v1"));
        Assert.Equal("v1", (await history.ReadAsync())!.Metadata.Version);
    }

    [Fact]
    public async Task A_version_that_another_publisher_removed_is_not_named_any_more()
    {
        await using var broker = new MockCluster();
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker, partitions: 1, Publications.SmallChunks);
        KafkaModelHistory history = topic.History("shop");
        foreach (string version in (string[])["v1", "v2", "v3"]) await history.PublishAsync(Publications.Large(version));
        await broker.SendAsync(topic.Topic, [new TopicMessage(0, 0, "shop/v2/0", null)]);
        await history.RollbackAsync("v1");
        Assert.Equal(["v3", "v1*"], await TestTopics.ListedAsync(history));
        Assert.Contains("no version 'v2'", (await Assert.ThrowsAsync<ModelStoreException>(async () => await history.RollbackAsync("v2"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trainers_that_publish_at_once_leave_a_manifest_whose_versions_are_all_there()
    {
        await using var broker = new MockCluster();
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker, partitions: 1, Publications.SmallChunks);
        KafkaModelHistory history = topic.History("shop");
        await history.PublishAsync(Publications.Large("v0"));
        for (int round = 1; round <= 4; round++)
            await Task.WhenAll(Enumerable.Range(0, 3).Select(trainer => history.PublishAsync(Publications.Large($"v{round}{trainer}")).AsTask()));
        IReadOnlyList<StoredModel> kept = await history.ListAsync();
        Assert.Equal(3, kept.Count);
        foreach (StoredModel version in kept) Assert.Equal(version.Version, (await history.ReadAsync(version.Version)).Metadata.Version);
    }

    [Fact]
    public async Task A_chunk_that_the_brokers_find_too_large_leaves_the_old_model_in_force()
    {
        await using var broker = new MockCluster();
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker, partitions: 1, Publications.SmallChunks);
        KafkaModelHistory history = topic.History("shop");
        await history.PublishAsync(Publications.Large("v1"));
        const short produce = 0;
        const int tooLarge = 10;
        broker.FailNext(produce, tooLarge);
        ModelStoreException refused = await Assert.ThrowsAsync<ModelStoreException>(async () => await history.PublishAsync(Publications.Large("v2")));
        Assert.Contains("too large", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["v1*"], await TestTopics.ListedAsync(history));
    }

    [Fact]
    public async Task A_model_goes_under_its_own_name_and_a_version_is_a_name()
    {
        await using var broker = new MockCluster();
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker);
        await Assert.ThrowsAsync<ModelStoreException>(async () => await topic.History("shop").PublishAsync(SampleModels.Of("v1", "other")));
        await Assert.ThrowsAsync<ModelStoreException>(async () => await topic.History("shop").PublishAsync(SampleModels.Of("../v1")));
        Assert.Throws<ModelStoreException>(() => topic.History("a/b"));
        Assert.Empty(broker.MessagesOf(topic.Topic));
    }

    [Fact]
    public void Options_out_of_range_are_all_named_at_once()
    {
        var options = new KafkaModelOptions { KeptVersions = 0, ChunkBytes = 1, MaxModels = 0, MaxChunks = 0, OrphanAge = TimeSpan.FromSeconds(-1), Timeout = TimeSpan.Zero };
        Assert.Equal(6, Assert.Throws<ArgumentException>(options.Validate).Message.Split(Environment.NewLine).Length);
        new KafkaModelOptions().Validate();
    }

    private sealed class LaterClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
