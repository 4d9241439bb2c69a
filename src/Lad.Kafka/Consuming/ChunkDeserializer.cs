using Confluent.Kafka;
using Lad.Detection.Parsing;

namespace Lad.Kafka.Consuming;

/// <summary>Copies keys and values from the client's memory straight into the chunk that is being filled: no array for each record.</summary>
internal sealed class ChunkDeserializer : IDeserializer<ByteSlice>
{
    /// <summary>Stands for a part that a record does not have.</summary>
    public static readonly ByteSlice None = new(-1, 0);

    /// <summary>The chunk that is being filled. Used by the poll thread alone.</summary>
    public RecordChunk Chunk { get; set; } = new();

    /// <inheritdoc/>
    public ByteSlice Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context) => isNull ? None : Chunk.Store(data);
}
