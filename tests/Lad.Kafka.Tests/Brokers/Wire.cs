using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Lad.Kafka.Tests.Brokers;

/// <summary>Reads the values of Kafka's protocol: big-endian, lengths before texts and arrays, -1 for none.</summary>
internal sealed class WireReader(byte[] bytes)
{
    private int position;

    public sbyte Int8() => (sbyte)bytes[position++];

    public short Int16() => BinaryPrimitives.ReadInt16BigEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public string? Text() => Int16() is >= 0 and var length ? Encoding.UTF8.GetString(Take(length)) : null;

    public T[]? Array<T>(Func<T> item)
    {
        int count = Int32();
        if (count < 0) return null;
        var items = new T[count];
        for (int i = 0; i < count; i++) items[i] = item();
        return items;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        position += count;
        return bytes.AsSpan(position - count, count);
    }
}

/// <summary>Writes the values of Kafka's protocol.</summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public WireWriter() => Int32(0);

    public void Int8(sbyte value) => bytes.Write([(byte)value]);

    public void Bool(bool value) => bytes.Write([value ? (byte)1 : (byte)0]);

    public void Int16(short value)
    {
        Span<byte> buffer = stackalloc byte[2];
        BinaryPrimitives.WriteInt16BigEndian(buffer, value);
        bytes.Write(buffer);
    }

    public void Int32(int value)
    {
        Span<byte> buffer = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(buffer, value);
        bytes.Write(buffer);
    }

    public void Text(string? value)
    {
        Int16((short)(value is null ? -1 : Encoding.UTF8.GetByteCount(value)));
        if (value is not null) bytes.Write(Encoding.UTF8.GetBytes(value));
    }

    public void Array<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        Int32(items.Count);
        foreach (T item in items) write(item);
    }

    /// <summary>What was written, with its length before it.</summary>
    public byte[] ToArray()
    {
        byte[] message = bytes.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length - 4);
        return message;
    }
}
