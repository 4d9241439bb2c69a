using Lad.Detection;
using Lad.Kafka.Clients;
using Lad.Kafka.Models;
using Lad.Kafka.Tests.Brokers;
using Lad.Pipeline.Models;
using Lad.Pipeline.Tests.Models;

namespace Lad.Kafka.Tests.Models;

public class KafkaModelHistoryTests
{
    [BrokerTheory]
    public async Task The_newest_three_versions_stay_and_a_rollback_puts_an_older_one_in_force(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        KafkaModelHistory history = (await TestTopics.ModelsAsync(broker)).History("shop");
        Assert.Null(await history.ReadAsync());
        Assert.Empty(await history.ListAsync());

        foreach (string version in (string[])["v1", "v2", "v3", "v4"]) await history.PublishAsync(SampleModels.Of(version));
        Assert.Equal(["v4*", "v3", "v2"], await TestTopics.ListedAsync(history));
        Assert.Equal("v4", (await history.ReadAsync())!.Metadata.Version);
        Assert.Equal("v2", (await history.ReadAsync("v2")).Metadata.Version);
        Assert.Contains("no version 'v1'", (await Assert.ThrowsAsync<ModelStoreException>(async () => await history.ReadAsync("v1"))).Message, StringComparison.Ordinal);

        Assert.Equal("v3", (await history.RollbackAsync()).Metadata.Version);
        Assert.Equal(["v4", "v3*", "v2"], await TestTopics.ListedAsync(history));
        Assert.Equal("v2", (await history.RollbackAsync("v2")).Metadata.Version);
        Assert.Contains("no version of model 'shop' is older than 'v2'", (await Assert.ThrowsAsync<ModelStoreException>(async () => await history.RollbackAsync())).Message, StringComparison.Ordinal);

        await history.PublishAsync(SampleModels.Of("v5"));
        Assert.Equal(["v5*", "v4", "v3"], await TestTopics.ListedAsync(history));
    }

    [BrokerTheory]
    public async Task A_version_is_published_again_only_with_the_same_content(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker);
        KafkaModelHistory history = topic.History("shop");
        await history.PublishAsync(SampleModels.Of("v1"));
        await history.PublishAsync(SampleModels.Of("v2"));
        int messages = broker.MessagesOf(topic.Topic).Count;

        await history.PublishAsync(SampleModels.Of("v1"));

        Assert.Equal(["v2", "v1*"], await TestTopics.ListedAsync(history));
        Assert.Equal(messages + 1, broker.MessagesOf(topic.Topic).Count);
        ModelStoreException refused = await Assert.ThrowsAsync<ModelStoreException>(async () => await history.PublishAsync(SampleModels.Of("v2", threshold: 0.5)));
        Assert.Contains("another model is kept as version 'v2'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["v2", "v1*"], await TestTopics.ListedAsync(history));
    }

    [BrokerTheory]
    public async Task Models_of_many_names_share_a_topic(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        KafkaModelTopic topic = await TestTopics.ModelsAsync(broker, partitions: 3);
        string[] names = [.. Enumerable.Range(0, 6).Select(index => $"service-{index}")];
        foreach (string name in names) await topic.History(name).PublishAsync(SampleModels.Of("v1", name));

        Assert.Equal(names, await topic.NamesAsync());
        Assert.True(broker.MessagesOf(topic.Topic).Select(message => message.Partition).Distinct().Count() > 1);
        foreach (string name in names) Assert.Equal(name, (await topic.History(name).ReadAsync())!.Metadata.Name);
        Assert.Null(await topic.History("other").ReadAsync());
    }
}
