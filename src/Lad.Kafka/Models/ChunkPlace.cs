namespace Lad.Kafka.Models;

/// <summary>Where a chunk lies on its partition.</summary>
/// <param name="Offset">Its offset.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Timestamp">When it was produced, in Unix milliseconds; 0 when the broker keeps no times.</param>
internal readonly record struct ChunkPlace(long Offset, int Bytes, long Timestamp);
