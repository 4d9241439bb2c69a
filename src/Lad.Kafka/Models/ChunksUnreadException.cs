namespace Lad.Kafka.Models;

/// <summary>Chunks could not be read from where they lay. The message has no full stop.</summary>
internal sealed class ChunksUnreadException(string reason) : Exception(reason);
