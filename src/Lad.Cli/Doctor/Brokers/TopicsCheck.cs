using Lad.Cli.Locations;
using Lad.Cli.Topics;
using Lad.Kafka.Clients;
using Lad.Kafka.Inspection;
using Lad.Kafka.Topics;

namespace Lad.Cli.Doctor.Brokers;

/// <summary>Looks at the topics that are read and written: whether they are there, and as <c>lad topics plan</c> would have them.</summary>
/// <param name="scope">What is looked at.</param>
/// <param name="reach">The brokers.</param>
internal sealed class TopicsCheck(Scope scope, KafkaReach reach)
{
    private string Brokers => scope.Settings.Kafka.BootstrapServers;

    /// <summary>Looks.</summary>
    public async Task LookAsync(Findings findings, CancellationToken end)
    {
        if (await reach.MapAsync(findings).ConfigureAwait(false) is not { } map) return;
        HashSet<string> needed = [.. Needed()];
        foreach (string topic in needed.Where(map.Topics.ContainsKey).Where(topic => map.Topics[topic].Leaderless > 0))
            findings.Fault($"topic {topic}: {map.Topics[topic].Leaderless} of its {map.Topics[topic].Partitions} partitions have no leader, and nobody reads or writes them", $"start the brokers that have them: kafka-topics.sh --bootstrap-server {Brokers} --describe --topic {topic} --unavailable-partitions");
        TopicSpec[] plan = [.. PlannedTopics.Of(scope.Settings).Where(topic => needed.Contains(topic.Name))];
        foreach (string topic in needed.Except(plan.Select(topic => topic.Name)))
        {
            if (map.Topics.TryGetValue(topic, out TopicShape? shape)) findings.Ok($"topic {topic} has {shape.Partitions} partitions");
            else Missing(topic, findings);
        }
        await CompareAsync(plan, map, findings, end).ConfigureAwait(false);
        findings.Skipped("whether this user may write was not tried: nothing is ever sent", "kafka-acls.sh --list shows it; the first record tells");
    }

    private async Task CompareAsync(TopicSpec[] plan, ClusterMap map, Findings findings, CancellationToken end)
    {
        ClusterState cluster;
        try
        {
            using TopicAdministration topics = await TopicAdministration.ConnectAsync(reach.Options, reach.Deadline, end).ConfigureAwait(false);
            cluster = await topics.ReadAsync(plan, reach.Deadline * 0.6).ConfigureAwait(false);
        }
        catch (BusException refusal) when (refusal.Fault == BusFault.Authorisation)
        {
            findings.Skipped("this user may not look at the configuration of topics (DescribeConfigs): it was not compared");
            foreach (TopicSpec topic in plan.Where(topic => !map.Topics.ContainsKey(topic.Name))) Missing(topic.Name, findings);
            return;
        }
        if (cluster.Obstacle is { } obstacle) findings.Skipped(obstacle);
        ILookup<string, TopicDifference> differences = TopicCheck.Compare(plan, cluster).Where(difference => difference.Action != TopicAction.Leave).ToLookup(difference => difference.Topic);
        foreach (TopicSpec topic in plan) Judge(topic, cluster, [.. differences[topic.Name]], findings);
    }

    private void Judge(TopicSpec topic, ClusterState cluster, TopicDifference[] differences, Findings findings)
    {
        if (!cluster.Topics.TryGetValue(topic.Name, out TopicState? state))
        {
            Missing(topic.Name, findings);
            return;
        }
        if (differences.Length == 0)
        {
            findings.Ok($"topic {topic.Name} has {state.Partitions} partition{(state.Partitions == 1 ? "" : "s")}, {state.Replication} cop{(state.Replication == 1 ? "y" : "ies")}{(topic.IsInput ? $": at most {state.Partitions} scorers share its work" : "")}");
            return;
        }
        string text = $"topic {topic.Name}: {string.Join("; ", differences.Select(difference => $"{difference.Setting} is {(difference.Is.Length > 0 ? difference.Is : "(none)")}, and should be {difference.Wanted}"))}";
        string advice = differences.Any(difference => difference.Action == TopicAction.Change) ? $"lad topics apply --brokers {Brokers}" : differences[0].Reason;
        if (differences.Any(difference => IsGrave(difference, state))) findings.Fault(text + Consequence(differences, state), advice);
        else findings.Warning(text, advice);
    }

    // Retention would remove models and statements; and with fewer copies than must be in step, no write is taken.
    private static bool IsGrave(TopicDifference difference, TopicState state) => LosesValues(difference) || RefusesWrites(difference, state);

    private static bool LosesValues(TopicDifference difference) => difference is { Setting: "cleanup.policy", Wanted: "compact" } && !difference.Is.Contains("compact", StringComparison.Ordinal);

    private static bool RefusesWrites(TopicDifference difference, TopicState state) => difference.Setting == "min.insync.replicas" && int.TryParse(difference.Is, out int least) && least > state.Replication;

    private static string Consequence(TopicDifference[] differences, TopicState state) =>
        differences.Any(LosesValues) ? ": retention will remove what must stay" : differences.Any(difference => RefusesWrites(difference, state)) ? ": it takes no writes" : "";

    private void Missing(string topic, Findings findings) => findings.Fault($"topic {topic} does not exist, or this user may not see it", $"lad topics apply --brokers {Brokers}");

    private IEnumerable<string> Needed()
    {
        IEnumerable<string> named = scope.Places.SelectMany(place => place.Topics.Where(topic => topic.Length > 0));
        if (!scope.Scores) return named;
        IEnumerable<string> letters = scope.Settings.Output.DeadLetters?.Kind == LocationKind.Kafka ? scope.Settings.Input.From.Topics.Select(scope.Settings.Kafka.DeadLettersOf) : [];
        string[] anomalies = scope.Settings.Output.To.Kind == LocationKind.Kafka && scope.Settings.Kafka.AnomaliesTopic.Length > 0 ? [scope.Settings.Kafka.AnomaliesTopic] : [];
        return named.Concat(letters).Concat(anomalies);
    }
}
