using Confluent.Kafka;
using Lad.Cli.Records;

namespace Lad.Cli.Health;

/// <summary>Keeps what probes are told of a source of topics: which partitions it holds, and that its loop turns.</summary>
/// <remarks>A member without partitions is ready: it stands by, and has its share as soon as another one leaves.</remarks>
internal sealed class TopicHealth
{
    private static readonly TimeSpan LeastPatience = TimeSpan.FromMinutes(5);
    private readonly HashSet<TopicPartition> held = [];
    private readonly ServiceHealth health;
    private readonly string joining;
    private readonly Heart heart;

    /// <param name="health">Is told.</param>
    /// <param name="source">The source's name.</param>
    /// <param name="group">The group; <see langword="null"/>: none, all partitions.</param>
    /// <param name="drainDeadline">How long the loop may wait for work in flight.</param>
    public TopicHealth(ServiceHealth health, string source, string? group, TimeSpan drainDeadline)
    {
        this.health = health;
        joining = group is null ? $"looking for the partitions of {source}" : $"joining group {group} for a share of {source}";
        // A loop that drains, or waits for brokers, turns slowly: far from the group's own limit (max.poll.interval.ms, five minutes) nothing is wrong.
        heart = health.Watch($"the loop that polls {source}", LeastPatience + (2 * drainDeadline));
        health.Lacks(HealthPart.Input, "joining", joining);
    }

    /// <summary>The loop has turned.</summary>
    public void Turned() => heart.Beat();

    /// <summary>Partitions came.</summary>
    public void Assigned(IReadOnlyList<TopicPartition> partitions)
    {
        held.UnionWith(partitions);
        Tell();
    }

    /// <summary>Partitions were given up.</summary>
    public void Revoked(IReadOnlyList<TopicPartition> partitions)
    {
        held.ExceptWith(partitions);
        Tell();
    }

    /// <summary>Partitions were lost: without any, the member is out of its group until it gets some anew.</summary>
    public void Lost(IReadOnlyList<TopicPartition> partitions)
    {
        held.ExceptWith(partitions);
        if (held.Count == 0) health.Lacks(HealthPart.Input, "joining", joining);
        else Tell();
    }

    /// <summary>Something is missing that may still come.</summary>
    public void Waiting(string reason)
    {
        if (held.Count == 0) health.Lacks(HealthPart.Input, "waiting", reason);
    }

    private void Tell()
    {
        if (held.Count == 0) health.Has(HealthPart.Input, "the group has no partition for this member", "standing by");
        else health.Has(HealthPart.Input, $"reading {TopicObserver.List([.. held.OrderBy(one => one.Topic, StringComparer.Ordinal).ThenBy(one => one.Partition.Value)])}");
    }
}
