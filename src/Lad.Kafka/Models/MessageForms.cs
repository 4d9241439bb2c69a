using Confluent.Kafka;

namespace Lad.Kafka.Models;

/// <summary>Reads keys and values while they still lie in the client's memory, so that chunks are not copied to learn where they are.</summary>
internal sealed class MessageForms : IDeserializer<ModelKey?>, IDeserializer<ModelValue>
{
    public static MessageForms Instance { get; } = new();

    ModelKey? IDeserializer<ModelKey?>.Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context) => isNull ? null : ModelKey.Parse(data);

    ModelValue IDeserializer<ModelValue>.Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context) =>
        isNull ? new ModelValue(-1, null) : new ModelValue(data.Length, data.Length <= TopicManifest.MaxBytes ? data.ToArray() : null);
}
