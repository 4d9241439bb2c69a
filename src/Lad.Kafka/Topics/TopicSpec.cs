namespace Lad.Kafka.Topics;

/// <summary>A topic as it should be.</summary>
/// <param name="Name">The topic.</param>
/// <param name="Partitions">Partitions.</param>
/// <param name="Replication">Copies of each; 0: as many as there are brokers, three at most.</param>
/// <param name="Configuration">The topic's own configuration, by the brokers' names.</param>
/// <param name="IsInput">Whether others write it: an input that exists is theirs, and is left as it is unless asked for.</param>
public sealed record TopicSpec(string Name, int Partitions, int Replication, IReadOnlyDictionary<string, string> Configuration, bool IsInput = false);
