using System.Globalization;

namespace Lad.Kafka.Topics;

/// <summary>Compares topics as they should be with topics as they are.</summary>
public static class TopicCheck
{
    private const int MostCopies = 3;

    /// <summary>All that differs, topic by topic.</summary>
    /// <param name="plan">The topics as they should be.</param>
    /// <param name="cluster">The brokers and the topics as they are.</param>
    /// <param name="grow">Whether partitions may be added; records of a key then go to another partition than before.</param>
    /// <param name="inputs">Whether inputs that exist are changed, which others write.</param>
    public static IReadOnlyList<TopicDifference> Compare(IReadOnlyList<TopicSpec> plan, ClusterState cluster, bool grow = false, bool inputs = false) =>
        [.. plan.SelectMany(topic => cluster.Topics.TryGetValue(topic.Name, out TopicState? state) ? Differences(topic, state, cluster, grow, inputs) : [Missing(topic, cluster)])];

    /// <summary>Copies that a topic should have on these brokers.</summary>
    public static int CopiesOf(TopicSpec topic, ClusterState cluster) => topic.Replication > 0 ? topic.Replication : Math.Clamp(cluster.Brokers, 1, MostCopies);

    /// <summary>A topic's configuration on these brokers: a copy may be missing for a while when there are three, without writes being refused or held by one broker alone.</summary>
    public static IReadOnlyDictionary<string, string> ConfigurationOf(TopicSpec topic, ClusterState cluster) =>
        new Dictionary<string, string>(topic.Configuration) { ["min.insync.replicas"] = CopiesOf(topic, cluster) >= MostCopies ? "2" : "1" };

    private static TopicDifference Missing(TopicSpec topic, ClusterState cluster)
    {
        int copies = CopiesOf(topic, cluster);
        string wanted = $"{topic.Partitions} partitions, {copies} copies";
        return copies > cluster.Brokers
            ? new TopicDifference(topic.Name, "topic", wanted, "missing", TopicAction.Refuse, $"there are {cluster.Brokers} brokers for {copies} copies: lower Topics:Replication, or add brokers")
            : new TopicDifference(topic.Name, "topic", wanted, "missing", TopicAction.Create);
    }

    private static IEnumerable<TopicDifference> Differences(TopicSpec topic, TopicState state, ClusterState cluster, bool grow, bool inputs)
    {
        bool left = topic.IsInput && !inputs;
        if (topic.Partitions != state.Partitions) yield return Partitions(topic, state, grow, left);
        int copies = CopiesOf(topic, cluster);
        if (copies != state.Replication)
        {
            yield return Difference("replication", Text(copies), Text(state.Replication), TopicAction.Refuse,
                "the number of copies is changed with kafka-reassign-partitions.sh, or accepted with Topics:Replication");
        }
        foreach ((string name, string wanted) in ConfigurationOf(topic, cluster).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (state.Configuration is null) continue;
            string actual = state.Configuration.GetValueOrDefault(name, "");
            if (!Same(wanted, actual)) yield return Difference(name, wanted, actual, TopicAction.Change, "");
        }

        TopicDifference Difference(string setting, string wanted, string actual, TopicAction action, string reason) => left
            ? new TopicDifference(topic.Name, setting, wanted, actual, TopicAction.Leave, "an input belongs to those who write it; --inputs changes it")
            : new TopicDifference(topic.Name, setting, wanted, actual, action, reason);
    }

    private static TopicDifference Partitions(TopicSpec topic, TopicState state, bool grow, bool left)
    {
        (TopicAction action, string reason) = topic.Partitions < state.Partitions
            ? (TopicAction.Refuse, "partitions never become fewer: accept them with Topics:Partitions, or make the topic anew")
            : left ? (TopicAction.Leave, "an input belongs to those who write it; --inputs changes it")
            : grow ? (TopicAction.Grow, "")
            : (TopicAction.Refuse, "with more partitions keys move, and their order is lost once: --grow adds them all the same");
        if (left) action = TopicAction.Leave;
        return new TopicDifference(topic.Name, "partitions", Text(topic.Partitions), Text(state.Partitions), action, reason);
    }

    // The brokers write numbers as they like: 0.10 is 0.1.
    private static bool Same(string wanted, string actual) => wanted == actual
        || (double.TryParse(wanted, NumberStyles.Float, CultureInfo.InvariantCulture, out double left) && double.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out double right) && left.Equals(right));

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
