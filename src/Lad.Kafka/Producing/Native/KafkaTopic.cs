namespace Lad.Kafka.Producing.Native;

/// <summary>A topic as librdkafka has it.</summary>
internal sealed record KafkaTopic(string Name, nint Handle);
