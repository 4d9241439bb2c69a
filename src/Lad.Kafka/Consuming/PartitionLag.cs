namespace Lad.Kafka.Consuming;

/// <summary>How far a partition is behind.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Partition">Its number.</param>
/// <param name="Records">Offsets between what is delivered and its end.</param>
public readonly record struct PartitionLag(string Topic, int Partition, long Records);
