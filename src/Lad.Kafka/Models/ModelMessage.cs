namespace Lad.Kafka.Models;

/// <summary>A message of a topic with models, as far as the index needs it: a chunk's bytes stay on the topic.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Offset">Its offset.</param>
/// <param name="Timestamp">When it was produced, in Unix milliseconds; 0 when the broker keeps no times.</param>
/// <param name="Key">Its key; <see langword="null"/> when it is none of a model.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct ModelMessage(int Partition, long Offset, long Timestamp, ModelKey? Key, ModelValue Value);

/// <summary>The value of a message.</summary>
/// <param name="Bytes">Its size; -1 for a tombstone.</param>
/// <param name="Content">Its bytes, as long as they can be a manifest; <see langword="null"/> when they are more.</param>
internal readonly record struct ModelValue(int Bytes, byte[]? Content)
{
    public bool IsTombstone => Bytes < 0;
}
