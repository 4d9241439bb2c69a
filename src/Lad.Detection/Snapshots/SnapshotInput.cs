using System.Buffers.Binary;
using System.Collections;
using System.Globalization;
using System.Text.Unicode;

namespace Lad.Detection.Snapshots;

/// <summary>
/// Takes values from one section. Every value is checked against the bytes that remain, and every count against its limit,
/// before memory is taken for it.
/// </summary>
/// <param name="payload">The section's payload.</param>
/// <param name="start">Where the payload begins in the snapshot.</param>
/// <param name="section">The section, for messages.</param>
internal ref struct SnapshotInput(ReadOnlySpan<byte> payload, int start, SectionId section)
{
    private readonly ReadOnlySpan<byte> payload = payload;
    private int position;

    public readonly int Remaining => payload.Length - position;

    public byte Byte(string what) => Take(1, what)[0];

    public uint UInt32(string what) => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint), what));

    public ulong UInt64(string what) => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong), what));

    /// <summary>A number of something, 0 to <see cref="long.MaxValue"/>.</summary>
    public long Amount(string what)
    {
        long value = BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long), what));
        return value >= 0 ? value : throw Malformed($"{what} is negative: {value}", sizeof(long));
    }

    public int Integer(string what, int least, int most)
    {
        uint value = UInt32(what);
        if (value < least) throw Malformed($"{what} is {value}, which is below {least}", sizeof(uint));
        return value <= most ? (int)value : throw Fault(SnapshotFault.LimitExceeded, $"{what} is {value}, which is beyond the limit of {most}", sizeof(uint));
    }

    /// <summary>A count of things that each take at least <paramref name="bytesEach"/> of the bytes that follow.</summary>
    public int Count(string what, int most, int bytesEach)
    {
        int count = Integer($"the number of {what}", 0, most);
        return (long)count * bytesEach <= Remaining ? count : throw Malformed($"{count} {what} do not fit in the {Remaining} bytes that are left of the section", sizeof(uint));
    }

    public double Double(string what, double least = double.MinValue, double most = double.MaxValue)
    {
        double value = BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double), what));
        return value >= least && value <= most ? value : throw Malformed(Range(what, value, least, most), sizeof(double));
    }

    public double? OptionalDouble(string what, double least, double most) => Flag($"the presence of {what}") ? Double(what, least, most) : null;

    public string Text(string what, int most = SnapshotLimits.StringBytes)
    {
        ReadOnlySpan<byte> bytes = TextBytes(what, most);
        return System.Text.Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The bytes of a string: valid UTF-8.</summary>
    public ReadOnlySpan<byte> TextBytes(string what, int most = SnapshotLimits.StringBytes)
    {
        int length = Integer($"the length of {what}", 0, most);
        ReadOnlySpan<byte> bytes = Take(length, what);
        return Utf8.IsValid(bytes) ? bytes : throw Malformed($"{what} is not valid UTF-8", length);
    }

    public bool Flag(string what)
    {
        byte value = Byte(what);
        return value <= 1 ? value == 1 : throw Malformed($"{what} is {value}, which is neither 0 nor 1", 1);
    }

    public string? OptionalText(string what) => Flag($"the presence of {what}") ? Text(what) : null;

    public DateTimeOffset Instant(string what)
    {
        long ticks = Amount(what);
        return ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw Malformed($"{what} lies beyond the year 9999", sizeof(long));
    }

    public DateTimeOffset? OptionalInstant(string what) => Flag($"the presence of {what}") ? Instant(what) : null;

    public float[] Singles(string what, long count, float least = float.MinValue)
    {
        ReadOnlySpan<byte> bytes = Take(count * sizeof(float), what);
        float[] values = new float[(int)count];
        for (int i = 0; i < values.Length; i++)
        {
            float value = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
            if (!(value >= least && value <= float.MaxValue)) throw Malformed(Range($"value {i} of {what}", value, least, float.MaxValue), bytes.Length - i * sizeof(float));
            values[i] = value;
        }

        return values;
    }

    public double[] Doubles(string what, long count, double least = double.MinValue, double most = double.MaxValue)
    {
        ReadOnlySpan<byte> bytes = Take(count * sizeof(double), what);
        double[] values = new double[(int)count];
        for (int i = 0; i < values.Length; i++)
        {
            double value = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
            if (!(value >= least && value <= most)) throw Malformed(Range($"value {i} of {what}", value, least, most), bytes.Length - i * sizeof(double));
            values[i] = value;
        }

        return values;
    }

    /// <summary>Values each of which is above the one before it.</summary>
    public double[] Ascending(string what, int count, double least = double.MinValue, double most = double.MaxValue)
    {
        double[] values = Doubles(what, count, least, most);
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] <= values[i - 1]) throw Malformed($"value {i} of {what} is not above the one before it", (values.Length - i) * sizeof(double));
        }

        return values;
    }

    /// <summary>A count and that many indices into the string table.</summary>
    public string[] Strings(string what, int most, string[] table, bool distinct = false)
    {
        string[] strings = new string[Count(what, most, sizeof(uint))];
        var seen = distinct ? new BitArray(table.Length) : null;
        for (int i = 0; i < strings.Length; i++)
        {
            uint index = UInt32(what);
            if (index >= table.Length) throw Malformed($"{what}: index {index} is beyond the {table.Length} strings", sizeof(uint));
            if (seen is not null && seen[(int)index]) throw Malformed($"{what}: index {index} stands twice", sizeof(uint));
            if (seen is not null) seen[(int)index] = true;
            strings[i] = table[index];
        }

        return strings;
    }

    public readonly void ExpectEnd()
    {
        if (Remaining > 0) throw Fault(SnapshotFault.Malformed, $"section {section} has {Remaining} bytes more than its content", 0);
    }

    /// <summary>The content breaks a rule; what breaks it began <paramref name="back"/> bytes ago.</summary>
    public readonly SnapshotException Malformed(string reason, int back) => Fault(SnapshotFault.Malformed, reason, back);

    private static string Range(string what, double value, double least, double most) => double.IsFinite(value)
        ? string.Create(CultureInfo.InvariantCulture, $"{what} is {value:R}, which is not between {least:R} and {most:R}")
        : $"{what} is not finite";

    private ReadOnlySpan<byte> Take(long length, string what)
    {
        if (length > Remaining) throw Malformed($"{what} takes {length} bytes, but {Remaining} are left of the section", 0);
        ReadOnlySpan<byte> bytes = payload.Slice(position, (int)length);
        position += (int)length;
        return bytes;
    }

    private readonly SnapshotException Fault(SnapshotFault fault, string reason, int back) => new(fault, start + position - back, $"section {section}: {reason}");
}
