using Lad.Kafka.Models;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Models;
using Lad.Pipeline.Tests.Models;

namespace Lad.Kafka.Tests.Models;

public class CompactionTests
{
    [Fact]
    public async Task A_trainer_killed_between_any_two_messages_and_a_compaction_at_any_moment_leave_a_model_to_read()
    {
        IReadOnlyList<TopicMessage> messages = await PublishedAsync("v1", "v2", "v3", "v4", "v5");
        Assert.Contains(messages, message => message.Value is null);
        string? inForce = null;
        for (int written = 0; written <= messages.Count; written++)
        {
            if (written > 0 && messages[written - 1] is { Key: "shop", Value: { } manifest }) inForce = TopicManifestFormat.Read(manifest, "shop").Current;
            for (int compacted = 0; compacted <= written; compacted++)
            {
                foreach (bool keepTombstones in (bool[])[true, false])
                {
                    MemoryTopic topic = new MemoryTopic().Append(messages.Take(compacted)).Compact(keepTombstones).Append(messages.Skip(compacted).Take(written - compacted));
                    ModelIndex index = topic.Read();
                    IReadOnlyList<ModelChange> changes = await topic.Review(index).LookAsync("shop", default);
                    Assert.Equal(inForce is null ? [] : [inForce], changes.Select(change => change.Model?.Metadata.Version ?? change.Fault!.Message));
                }
            }
        }
        Assert.Equal("v5", inForce);
    }

    [Fact]
    public async Task What_is_left_after_a_compaction_is_what_the_manifest_names()
    {
        MemoryTopic topic = new MemoryTopic().Append(await PublishedAsync("v1", "v2", "v3", "v4", "v5")).Compact(keepTombstones: false);
        IndexedModel model = topic.Read().Find("shop")!;
        Assert.Equal(["v5", "v4", "v3"], model.Manifest!.Versions.Select(version => version.Version));
        Assert.All(model.Chunks, chunk => Assert.True(model.IsNamed(chunk.Version, chunk.Chunk)));
        Assert.All(model.Manifest.Versions, version => Assert.Null(model.Missing(version)));
    }

    [Fact]
    public async Task A_publication_cut_after_any_message_leaves_the_old_model_to_a_scorer_that_starts_on_a_broker()
    {
        await using var broker = new MockCluster();
        IReadOnlyList<TopicMessage> messages = await PublishedAsync("v1", "v2");
        int first = messages.TakeWhile(message => message.Key != "shop").Count() + 1;
        for (int written = first; written <= messages.Count; written++)
        {
            KafkaModelTopic topic = await TestTopics.ModelsAsync(broker, partitions: 1);
            await broker.SendAsync(topic.Topic, messages.Take(written));
            Assert.Equal(written < messages.Count ? "v1" : "v2", (await topic.History("shop").ReadAsync())!.Metadata.Version);
        }
    }

    private static async Task<IReadOnlyList<TopicMessage>> PublishedAsync(params string[] versions)
    {
        await using var broker = new MockCluster();
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker, partitions: 1, Publications.SmallChunks);
        foreach (string version in versions) await topic.History("shop").PublishAsync(Publications.Large(version));
        return broker.MessagesOf(topic.Topic);
    }
}
