namespace Lad.Kafka.Producing.Native;

/// <summary>A message to send. What it points at has to stay only until it was handed over.</summary>
internal readonly ref struct OutgoingMessage
{
    public required KafkaTopic Topic { get; init; }

    public required ReadOnlySpan<byte> Value { get; init; }

    public bool HasKey { get; init; }

    public ReadOnlySpan<byte> Key { get; init; }

    public HeaderList? Headers { get; init; }
}
