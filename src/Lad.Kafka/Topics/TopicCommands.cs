namespace Lad.Kafka.Topics;

/// <summary>Writes what a plan would do as command lines of Kafka's own tools, for brokers or policies that do not let clients administer topics.</summary>
public static class TopicCommands
{
    /// <summary>One command line for each thing to do.</summary>
    /// <param name="plan">The topics as they should be.</param>
    /// <param name="cluster">The topics as they are.</param>
    /// <param name="differences">What differs.</param>
    /// <param name="brokers">Brokers to start from.</param>
    public static IEnumerable<string> Of(IReadOnlyList<TopicSpec> plan, ClusterState cluster, IReadOnlyList<TopicDifference> differences, string brokers)
    {
        // Tools of brokers that know no such requests talk to ZooKeeper instead.
        string place = cluster.Obstacle is null ? $"--bootstrap-server {brokers}" : "--zookeeper ZOOKEEPER:2181";
        foreach (IGrouping<string, TopicDifference> group in differences.GroupBy(difference => difference.Topic))
        {
            TopicSpec topic = plan.First(wanted => wanted.Name == group.Key);
            if (group.Any(difference => difference.Action == TopicAction.Create))
            {
                IEnumerable<string> settings = TopicCheck.ConfigurationOf(topic, cluster).Select(pair => $" --config {pair.Key}={pair.Value}");
                yield return $"kafka-topics.sh {place} --create --topic {topic.Name} --partitions {topic.Partitions} --replication-factor {TopicCheck.CopiesOf(topic, cluster)}{string.Concat(settings)}";
            }
            if (group.Any(difference => difference.Action == TopicAction.Grow))
                yield return $"kafka-topics.sh {place} --alter --topic {topic.Name} --partitions {topic.Partitions}";
            string changes = string.Join(',', group.Where(difference => difference.Action == TopicAction.Change).Select(difference => $"{difference.Setting}={difference.Wanted}"));
            if (changes.Length > 0) yield return $"kafka-configs.sh {place} --alter --entity-type topics --entity-name {topic.Name} --add-config {changes}";
        }
    }
}
