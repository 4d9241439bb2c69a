using System.Globalization;
using Lad.Kafka.Clients;
using Lad.Kafka.Inspection;

namespace Lad.Cli.Doctor.Brokers;

/// <summary>Looks at the scorers' consumer group: its members, how far behind they are, and whether retention was faster than they. Looking needs the right to read the group, as a scorer does.</summary>
/// <param name="scope">What is looked at.</param>
/// <param name="reach">The brokers.</param>
internal sealed class GroupCheck(Scope scope, KafkaReach reach)
{
    private const string Usual = "cooperative-sticky";

    private string Group => scope.Settings.Kafka.GroupId;

    /// <summary>Looks.</summary>
    public async Task LookAsync(Findings findings, CancellationToken end)
    {
        if (await reach.MapAsync(findings).ConfigureAwait(false) is not { } map) return;
        (string Topic, int Partitions)[] topics = [.. scope.Settings.Input.From.Topics.Where(map.Topics.ContainsKey).Select(topic => (topic, map.Topics[topic].Partitions))];
        Task members = MembersAsync(topics.Sum(topic => topic.Partitions), findings);
        if (topics.Length > 0) Standing(await reach.Inspection.StandingAsync(Group, topics).ConfigureAwait(false), findings);
        await members.ConfigureAwait(false);
    }

    private async Task MembersAsync(int partitions, Findings findings)
    {
        try
        {
            Members(await reach.Inspection.GroupAsync(Group).ConfigureAwait(false), partitions, findings);
        }
        catch (BusException refusal) when (refusal.Fault != BusFault.Authorisation)
        {
            // The scorers need no such answer.
            findings.Skipped($"the members of group {Group} cannot be told: {refusal.Message}");
        }
    }

    private void Members(GroupState? group, int partitions, Findings findings)
    {
        if (group is null || group.Members.Count == 0)
        {
            findings.Ok($"group {Group} has no members: no scorer runs in it");
            return;
        }
        string text = $"group {Group} is {group.State}, with {group.Members.Count} member{(group.Members.Count == 1 ? "" : "s")}: {string.Join(", ", group.Members.Take(5))}{(group.Members.Count > 5 ? " and others" : "")}";
        string wanted = scope.Settings.Kafka.Client.GetValueOrDefault("partition.assignment.strategy", Usual);
        if (group.Strategy.Length > 0 && !wanted.Split(',').Contains(group.Strategy)) findings.Fault($"{text}; they share partitions by '{group.Strategy}', and a scorer that shares them by '{wanted}' is refused", $"give it a group of its own (--group), or stop all others first; --kafka-client partition.assignment.strategy={group.Strategy} joins them");
        else if (partitions > 0 && group.Members.Count > partitions) findings.Warning($"{text}; {group.Members.Count - partitions} of them have nothing to do", $"the input has {partitions} partitions: start fewer scorers, or lad topics apply --grow --inputs --partitions {group.Members.Count}");
        else findings.Ok(text);
    }

    private void Standing(IReadOnlyList<PartitionStanding> partitions, Findings findings)
    {
        long lost = partitions.Sum(partition => partition.Lost);
        if (lost > 0)
            findings.Fault(Invariant($"retention took {lost:N0} records before group {Group} had read them, in {Named(partitions.Where(partition => partition.Lost > 0))}"), "start more scorers, or keep the input for longer (retention.ms); what is lost stays lost");
        if (partitions.Any(partition => partition.IsBeyond))
            findings.Fault($"group {Group} has committed more than there is in {Named(partitions.Where(partition => partition.IsBeyond))}: the topic was made anew", $"kafka-consumer-groups.sh --bootstrap-server {scope.Settings.Kafka.BootstrapServers} --group {Group} --reset-offsets --to-earliest --all-topics --execute");
        long records = partitions.Sum(partition => partition.High - partition.Low);
        if (partitions.All(partition => partition.Committed is null)) findings.Ok(Invariant($"group {Group} has committed nothing yet, of {records:N0} records that are there"));
        else findings.Ok(Invariant($"group {Group} is {partitions.Sum(partition => partition.Lag):N0} records behind, of {records:N0} that are there; the most in one partition is {partitions.Max(partition => partition.Lag):N0}"));
    }

    private static string Named(IEnumerable<PartitionStanding> partitions) => string.Join(", ", partitions.Take(5).Select(partition => $"{partition.Topic}/{partition.Partition}"));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
