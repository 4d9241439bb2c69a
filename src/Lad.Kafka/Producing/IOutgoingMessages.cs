using Lad.Kafka.Producing.Native;

namespace Lad.Kafka.Producing;

/// <summary>The messages that a sink makes of a batch.</summary>
internal interface IOutgoingMessages
{
    int Count { get; }

    /// <summary>The record that a message is about: its index in the batch.</summary>
    int RecordOf(int index);

    /// <summary>A message; valid until the next one is asked for.</summary>
    OutgoingMessage Make(int index);
}
