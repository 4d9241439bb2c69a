using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Lad.Detection.Snapshots;

/// <summary>Appends values in the format's encoding.</summary>
internal sealed class SnapshotOutput
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ArrayBufferWriter<byte> buffer = new(64 * 1024);

    public int Length => buffer.WrittenCount;

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    public void Bytes(ReadOnlySpan<byte> value) => buffer.Write(value);

    public void Byte(byte value) => Next(1)[0] = value;

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Next(sizeof(uint)), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Next(sizeof(ulong)), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(sizeof(long)), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Next(sizeof(double)), value);

    public void OptionalDouble(double? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } number) Double(number);
    }

    public void Count(int value) => UInt32(checked((uint)value));

    public void Text(string value)
    {
        try
        {
            Count(Utf8.GetByteCount(value));
            Utf8.GetBytes(value, buffer);
        }
        catch (EncoderFallbackException fault)
        {
            throw new SnapshotException(SnapshotFault.Malformed, Length, "a string of the model is not valid Unicode", fault);
        }
    }

    public void OptionalText(string? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is not null) Text(value);
    }

    public void Instant(DateTimeOffset value) => Int64(value.UtcTicks);

    public void OptionalInstant(DateTimeOffset? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } instant) Instant(instant);
    }

    public void Singles(ReadOnlySpan<float> values)
    {
        Span<byte> target = Next(checked(values.Length * sizeof(float)));
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(target[(i * sizeof(float))..], values[i]);
    }

    public void Doubles(ReadOnlySpan<double> values)
    {
        Span<byte> target = Next(checked(values.Length * sizeof(double)));
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteDoubleLittleEndian(target[(i * sizeof(double))..], values[i]);
    }

    private Span<byte> Next(int length)
    {
        if (length == 0) return [];
        Span<byte> next = buffer.GetSpan(length)[..length];
        buffer.Advance(length);
        return next;
    }
}
