using Lad.Kafka.Topics;

namespace Lad.Kafka.Tests.Topics;

public sealed class TopicCheckTests
{
    private static readonly TopicPlanOptions Options = new() { Inputs = ["in"], Compacted = ["models"], Partitions = 4 };

    [Fact]
    public void Topics_as_planned_differ_in_nothing()
    {
        IReadOnlyList<TopicSpec> plan = TopicPlan.Of(Options);

        Assert.Empty(TopicCheck.Compare(plan, As(plan, brokers: 3)));
    }

    [Theory]
    [InlineData(2, 3, "partitions", "--grow")]
    [InlineData(8, 3, "partitions", "never become fewer")]
    [InlineData(4, 2, "replication", "kafka-reassign-partitions.sh")]
    public void What_cannot_be_changed_is_refused_with_what_to_do(int partitions, int copies, string setting, string advice)
    {
        IReadOnlyList<TopicSpec> plan = TopicPlan.Of(Options with { Inputs = [], Outputs = [("out", TimeSpan.FromDays(1))], Compacted = [] });
        ClusterState cluster = Changed(As(plan, brokers: 3), "out", state => state with { Partitions = partitions, Replication = copies });

        TopicDifference difference = Assert.Single(TopicCheck.Compare(plan, cluster));

        Assert.Equal((TopicAction.Refuse, setting), (difference.Action, difference.Setting));
        Assert.Contains(advice, difference.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_exists_is_left_to_those_who_write_it_unless_asked_for()
    {
        IReadOnlyList<TopicSpec> plan = TopicPlan.Of(Options);
        ClusterState cluster = Changed(As(plan, brokers: 3), "in", state => state with { Configuration = new Dictionary<string, string>(state.Configuration!) { ["retention.ms"] = "1" } });

        Assert.Equal(TopicAction.Leave, Assert.Single(TopicCheck.Compare(plan, cluster)).Action);
        Assert.Equal(TopicAction.Change, Assert.Single(TopicCheck.Compare(plan, cluster, inputs: true)).Action);
    }

    [Fact]
    public void Numbers_are_compared_as_numbers()
    {
        IReadOnlyList<TopicSpec> plan = TopicPlan.Of(Options);
        ClusterState cluster = Changed(As(plan, brokers: 3), "models", state => state with { Configuration = new Dictionary<string, string>(state.Configuration!) { ["min.cleanable.dirty.ratio"] = "0.10" } });

        Assert.Empty(TopicCheck.Compare(plan, cluster));
    }

    [Fact]
    public void More_copies_than_brokers_are_refused_before_anything_is_made()
    {
        IReadOnlyList<TopicSpec> plan = TopicPlan.Of(Options with { Replication = 3 });

        Assert.All(TopicCheck.Compare(plan, new ClusterState(1, new Dictionary<string, TopicState>(), null)), difference => Assert.Equal(TopicAction.Refuse, difference.Action));
    }

    [Fact]
    public void A_topic_with_two_parts_is_planned_once() =>
        Assert.Single(TopicPlan.Of(new TopicPlanOptions { Inputs = ["a"], Outputs = [("a", TimeSpan.FromDays(1))] }));

    [Fact]
    public void Models_are_compacted_in_one_partition()
    {
        TopicSpec models = TopicPlan.Of(Options).Single(topic => topic.Name == "models");

        Assert.Equal((1, "compact"), (models.Partitions, models.Configuration["cleanup.policy"]));
    }

    [Fact]
    public void The_same_is_said_as_commands_of_Kafkas_tools()
    {
        IReadOnlyList<TopicSpec> plan = TopicPlan.Of(Options with { Outputs = [("out", TimeSpan.FromDays(1))] });
        ClusterState full = As(plan, brokers: 1);
        ClusterState cluster = Changed(full, "out", state => state with { Partitions = 2, Configuration = new Dictionary<string, string>(state.Configuration!) { ["retention.ms"] = "1" } });
        cluster = cluster with { Topics = cluster.Topics.Where(topic => topic.Key != "models").ToDictionary() };

        string[] commands = [.. TopicCommands.Of(plan, cluster, TopicCheck.Compare(plan, cluster, grow: true), "kafka:9092")];

        Assert.Equal(
            [
                "kafka-topics.sh --bootstrap-server kafka:9092 --alter --topic out --partitions 4",
                "kafka-configs.sh --bootstrap-server kafka:9092 --alter --entity-type topics --entity-name out --add-config retention.ms=86400000",
            ],
            commands[..2]);
        Assert.StartsWith("kafka-topics.sh --bootstrap-server kafka:9092 --create --topic models --partitions 1 --replication-factor 1 --config cleanup.policy=compact", commands[2], StringComparison.Ordinal);
    }

    private static ClusterState As(IReadOnlyList<TopicSpec> plan, int brokers)
    {
        var empty = new ClusterState(brokers, new Dictionary<string, TopicState>(), null);
        return empty with
        {
            Topics = plan.ToDictionary(
                topic => topic.Name,
                topic => new TopicState(topic.Name, topic.Partitions, TopicCheck.CopiesOf(topic, empty), TopicCheck.ConfigurationOf(topic, empty), TopicCheck.ConfigurationOf(topic, empty))),
        };
    }

    private static ClusterState Changed(ClusterState cluster, string topic, Func<TopicState, TopicState> change) =>
        cluster with { Topics = new Dictionary<string, TopicState>(cluster.Topics) { [topic] = change(cluster.Topics[topic]) } };
}
