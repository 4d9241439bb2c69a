using Lad.Kafka.Clients;
using Lad.Kafka.Tests.Brokers;
using Lad.Kafka.Topics;

namespace Lad.Kafka.Tests.Topics;

public sealed class TopicAdministrationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Applying_makes_what_is_missing_and_once_more_changes_nothing()
    {
        using var broker = new AdminBroker();

        await AppliesOnceAsync(new KafkaClientOptions { BootstrapServers = broker.BootstrapServers }, "lad");

        Assert.Equal(new AdminTopic(2, 3, broker.Topics["lad.logs"].Own), broker.Topics["lad.logs"]);
        Assert.Equal("2", broker.Topics["lad.logs"].Own["min.insync.replicas"]);
    }

    [BrokerTheory(BrokerFeatures.Admin)]
    public async Task Applying_to_a_broker_makes_what_is_missing_and_once_more_changes_nothing(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);

        await AppliesOnceAsync(new KafkaClientOptions { BootstrapServers = broker.BootstrapServers, Properties = broker.ClientProperties }, TestBroker.Unique("plan"));
    }

    [Fact]
    public async Task A_change_of_configuration_keeps_what_others_have_set()
    {
        using var broker = new AdminBroker(1);
        broker.Topics["lad.scored"] = new AdminTopic(6, 1, new Dictionary<string, string> { ["compression.type"] = "lz4", ["retention.ms"] = "1000" });
        using TopicAdministration topics = await ConnectAsync(broker);
        IReadOnlyList<TopicSpec> plan = TopicPlan.Of(new TopicPlanOptions { Inputs = [], Outputs = [("lad.scored", TimeSpan.FromDays(7))] });

        await ApplyAsync(topics, plan);

        Assert.Equal(("lz4", "604800000"), (broker.Topics["lad.scored"].Own["compression.type"], broker.Topics["lad.scored"].Own["retention.ms"]));
    }

    [Fact]
    public async Task Partitions_are_added_only_when_asked_for()
    {
        using var broker = new AdminBroker(1);
        broker.Topics["lad.scored"] = new AdminTopic(2, 1, AdminTopics.Defaults);
        using TopicAdministration topics = await ConnectAsync(broker);
        IReadOnlyList<TopicSpec> plan = TopicPlan.Of(new TopicPlanOptions { Inputs = [], Outputs = [("lad.scored", TimeSpan.FromDays(7))], Partitions = 4 });

        TopicDifference refused = Assert.Single(await ApplyAsync(topics, plan));
        Assert.Equal((TopicAction.Refuse, 2), (refused.Action, broker.Topics["lad.scored"].Partitions));

        await ApplyAsync(topics, plan, grow: true);
        Assert.Equal(4, broker.Topics["lad.scored"].Partitions);
    }

    [Fact]
    public async Task A_refusal_of_the_brokers_names_the_topic()
    {
        using var broker = new AdminBroker(1);
        using TopicAdministration topics = await ConnectAsync(broker);
        IReadOnlyList<TopicSpec> plan = [new TopicSpec("lad.odd", 1, 1, new Dictionary<string, string> { ["no.such.setting"] = "1" })];

        BusException refusal = await Assert.ThrowsAsync<BusException>(() => ApplyAsync(topics, plan));

        Assert.Contains("topic lad.odd", refusal.Message, StringComparison.Ordinal);
    }

    [BrokerTheory]
    public async Task Brokers_that_cannot_administer_topics_are_compared_as_far_as_they_tell(BrokerKind kind)
    {
        await using IBroker broker = await TestBroker.StartAsync(kind);
        (string missing, string small) = (TestBroker.Unique("missing"), TestBroker.Unique("small"));
        await broker.CreateTopicAsync(small, 2);
        using TopicAdministration topics = await TopicAdministration.ConnectAsync(new KafkaClientOptions { BootstrapServers = broker.BootstrapServers, Properties = broker.ClientProperties });
        IReadOnlyList<TopicSpec> plan = TopicPlan.Of(new TopicPlanOptions { Inputs = [missing], Outputs = [(small, TimeSpan.FromDays(7))], Partitions = 4, Replication = 1 });

        ClusterState cluster = await topics.ReadAsync(plan);

        Assert.Equal(broker.Features.HasFlag(BrokerFeatures.Admin), cluster.Obstacle is null);
        IReadOnlyList<TopicDifference> differences = TopicCheck.Compare(plan, cluster);
        Assert.Contains(differences, difference => difference is { Setting: "topic", Is: "missing" } && difference.Topic == missing);
        Assert.Contains(differences, difference => difference is { Setting: "partitions", Wanted: "4", Is: "2" } && difference.Topic == small);
        Assert.DoesNotContain(missing, await KafkaConnection.CheckAsync(new KafkaClientOptions { BootstrapServers = broker.BootstrapServers, Properties = broker.ClientProperties }, []));
    }

    private static async Task AppliesOnceAsync(KafkaClientOptions options, string prefix)
    {
        using TopicAdministration topics = await TopicAdministration.ConnectAsync(options);
        IReadOnlyList<TopicSpec> plan = TopicPlan.Of(new TopicPlanOptions
        {
            Inputs = [prefix + ".logs"],
            Outputs = [(prefix + ".scored", TimeSpan.FromDays(2))],
            DeadLetters = [prefix + ".logs.dlq"],
            Compacted = [prefix + ".models"],
            Partitions = 2,
        });

        IReadOnlyList<TopicDifference> differences = await ApplyAsync(topics, plan);

        Assert.All(differences, difference => Assert.Equal(TopicAction.Create, difference.Action));
        Assert.Equal(4, differences.Count);
        using var patience = new CancellationTokenSource(Patience);
        while (await DifferencesAsync(topics, plan) is { Count: > 0 } left)
        {
            // A broker takes a moment until all of it knows a new topic.
            Assert.False(patience.IsCancellationRequested, string.Join(Environment.NewLine, left));
            await Task.Delay(100, CancellationToken.None);
        }
    }

    private static Task<TopicAdministration> ConnectAsync(AdminBroker broker) => TopicAdministration.ConnectAsync(new KafkaClientOptions { BootstrapServers = broker.BootstrapServers });

    private static async Task<IReadOnlyList<TopicDifference>> DifferencesAsync(TopicAdministration topics, IReadOnlyList<TopicSpec> plan) => TopicCheck.Compare(plan, await topics.ReadAsync(plan));

    private static async Task<IReadOnlyList<TopicDifference>> ApplyAsync(TopicAdministration topics, IReadOnlyList<TopicSpec> plan, bool grow = false)
    {
        ClusterState cluster = await topics.ReadAsync(plan);
        IReadOnlyList<TopicDifference> differences = TopicCheck.Compare(plan, cluster, grow);
        await topics.ApplyAsync(plan, cluster, differences);
        return differences;
    }
}
