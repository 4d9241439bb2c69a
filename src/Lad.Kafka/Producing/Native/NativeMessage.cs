using System.Runtime.InteropServices;

namespace Lad.Kafka.Producing.Native;

/// <summary><c>rd_kafka_message_t</c>: a message that the brokers acknowledged, or that could not be delivered.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeMessage
{
    public readonly int Error;
    public readonly nint Topic;
    public readonly int Partition;
    public readonly nint Payload;
    public readonly nuint Length;
    public readonly nint Key;
    public readonly nuint KeyLength;
    public readonly long Offset;
    public readonly nint Opaque;
}
