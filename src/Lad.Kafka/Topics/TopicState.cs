namespace Lad.Kafka.Topics;

/// <summary>A topic as it is.</summary>
/// <param name="Name">The topic.</param>
/// <param name="Partitions">Partitions.</param>
/// <param name="Replication">Copies of each: those of the partition that has fewest.</param>
/// <param name="Configuration">All of its configuration in force; <see langword="null"/> when the brokers do not tell.</param>
/// <param name="Own">The part of <paramref name="Configuration"/> that is set for this topic and not inherited from the brokers.</param>
public sealed record TopicState(string Name, int Partitions, int Replication, IReadOnlyDictionary<string, string>? Configuration, IReadOnlyDictionary<string, string> Own);

/// <summary>The brokers, and the topics of the plan that exist.</summary>
/// <param name="Brokers">How many brokers there are.</param>
/// <param name="Topics">The topics, by name.</param>
/// <param name="Obstacle">Why configurations cannot be read or changed here; <see langword="null"/> when they can.</param>
public sealed record ClusterState(int Brokers, IReadOnlyDictionary<string, TopicState> Topics, string? Obstacle);
