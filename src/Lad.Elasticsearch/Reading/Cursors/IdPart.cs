using System.Buffers.Binary;
using Lad.Elasticsearch.Reading.Sweeps;
using Lad.Pipeline.Sinks;

namespace Lad.Elasticsearch.Reading.Cursors;

/// <summary>Ids as bytes of a cursor's part: for each one both halves and the time, 8 bytes each, little-endian.</summary>
internal static class IdPart
{
    private const int EntryBytes = 24;

    public static byte[] Write(ReadOnlySpan<DatedId> entries)
    {
        byte[] part = new byte[entries.Length * EntryBytes];
        Span<byte> rest = part;
        foreach (DatedId entry in entries)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(rest, entry.Id.Stream);
            BinaryPrimitives.WriteInt64LittleEndian(rest[8..], entry.Id.Offset);
            BinaryPrimitives.WriteInt64LittleEndian(rest[16..], entry.Time);
            rest = rest[EntryBytes..];
        }
        return part;
    }

    /// <summary>The ids; <see langword="null"/> when the bytes are none.</summary>
    public static DatedId[]? Read(ReadOnlySpan<byte> part)
    {
        if (part.Length % EntryBytes != 0 || part.Length > IdSegment.Capacity * EntryBytes) return null;
        var entries = new DatedId[part.Length / EntryBytes];
        for (int i = 0; i < entries.Length; i++)
        {
            ReadOnlySpan<byte> entry = part[(i * EntryBytes)..];
            entries[i] = new DatedId(new EventId(BinaryPrimitives.ReadUInt64LittleEndian(entry), BinaryPrimitives.ReadInt64LittleEndian(entry[8..])), BinaryPrimitives.ReadInt64LittleEndian(entry[16..]));
        }
        return entries;
    }
}
