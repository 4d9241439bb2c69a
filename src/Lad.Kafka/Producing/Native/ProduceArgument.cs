using System.Runtime.InteropServices;

namespace Lad.Kafka.Producing.Native;

/// <summary><c>rd_kafka_vu_t</c>: a part of a message to send, with its kind.</summary>
[StructLayout(LayoutKind.Explicit, Size = 72)]
internal unsafe struct ProduceArgument
{
    private const int TopicKind = 2;
    private const int ValueKind = 4;
    private const int KeyKind = 5;
    private const int OpaqueKind = 6;
    private const int FlagsKind = 7;
    private const int HeaderKind = 9;

    [FieldOffset(0)]
    private int kind;

    [FieldOffset(8)]
    private nint first;

    [FieldOffset(8)]
    private int number;

    [FieldOffset(16)]
    private nint second;

    [FieldOffset(24)]
    private nint third;

    public static ProduceArgument Topic(nint topic) => new() { kind = TopicKind, first = topic };

    public static ProduceArgument Value(byte* bytes, int length) => new() { kind = ValueKind, first = (nint)bytes, second = length };

    public static ProduceArgument Key(byte* bytes, int length) => new() { kind = KeyKind, first = (nint)bytes, second = length };

    public static ProduceArgument Opaque(nint value) => new() { kind = OpaqueKind, first = value };

    public static ProduceArgument Flags(int flags) => new() { kind = FlagsKind, number = flags };

    public static ProduceArgument Header(byte* name, byte* bytes, int length) => new() { kind = HeaderKind, first = (nint)name, second = (nint)bytes, third = length };
}
