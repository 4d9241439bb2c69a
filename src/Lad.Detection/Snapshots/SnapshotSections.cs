using System.Buffers.Binary;

namespace Lad.Detection.Snapshots;

/// <summary>Reads the value of a section.</summary>
internal delegate T SectionReader<out T>(ref SnapshotInput input);

/// <summary>Where the sections of a snapshot are. Header and hash have been checked before.</summary>
internal readonly ref struct SnapshotSections
{
    private readonly ReadOnlySpan<byte> snapshot;
    private readonly Range[] payloads = new Range[SectionId.InOrder.Count];
    private readonly Dictionary<SectionId, Range> others = [];

    /// <summary>Finds the sections.</summary>
    /// <exception cref="SnapshotException">One is missing, doubled, out of order, unknown and required, or does not fit.</exception>
    public SnapshotSections(ReadOnlySpan<byte> snapshot, int count)
    {
        this.snapshot = snapshot;
        int end = snapshot.Length - SnapshotFormat.HashBytes, position = SnapshotFormat.HeaderBytes, known = 0;
        for (int i = 0; i < count; i++)
        {
            if (end - position < SnapshotFormat.SectionHeaderBytes) throw Malformed(position, $"{count} sections are announced, but there is no room for number {i + 1}");
            var id = new SectionId(BinaryPrimitives.ReadUInt32LittleEndian(snapshot[position..]));
            uint flags = BinaryPrimitives.ReadUInt32LittleEndian(snapshot[(position + 4)..]);
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(snapshot[(position + 8)..]);
            int start = position + SnapshotFormat.SectionHeaderBytes;
            if (length > (ulong)(end - start)) throw Malformed(position + 8, $"section {id} takes {length} bytes, but {end - start} are left");
            if (flags > SnapshotFormat.Required) throw Malformed(position + 4, $"section {id} has flags {flags:x8}, of which only the lowest bit has a meaning");

            if (known < payloads.Length && id == SectionId.InOrder[known])
            {
                if (flags != SnapshotFormat.Required) throw Malformed(position + 4, $"section {id} is not marked as required");
                payloads[known++] = start..(start + (int)length);
            }
            else if (SectionId.InOrder.Contains(id))
            {
                throw Malformed(position, $"section {id} stands twice or out of order");
            }
            else if (flags == SnapshotFormat.Required)
            {
                if (SectionId.Reports.Contains(id)) throw Malformed(position + 4, $"section {id} is marked as required, and is not");
                throw new SnapshotException(SnapshotFault.UnsupportedVersion, position, $"section {id} is required, but not known to this program");
            }
            else if (!others.TryAdd(id, start..(start + (int)length)))
            {
                throw Malformed(position, $"section {id} stands twice");
            }

            position = start + (int)length;
        }

        if (known < payloads.Length) throw Malformed(position, $"section {SectionId.InOrder[known]} is missing");
        if (position < end) throw Malformed(position, $"{end - position} bytes follow the last section");
    }

    /// <summary>Reads a section to its end.</summary>
    public T Read<T>(SectionId id, SectionReader<T> reader)
    {
        int index = 0;
        while (SectionId.InOrder[index] != id) index++;
        return Read(payloads[index], id, reader);
    }

    /// <summary>Reads a section that a snapshot need not have.</summary>
    public T? ReadOptional<T>(SectionId id, SectionReader<T> reader) where T : class => others.TryGetValue(id, out Range payload) ? Read(payload, id, reader) : null;

    private T Read<T>(Range range, SectionId id, SectionReader<T> reader)
    {
        var input = new SnapshotInput(snapshot[range], range.Start.Value, id);
        T value = reader(ref input);
        input.ExpectEnd();
        return value;
    }

    private static SnapshotException Malformed(int offset, string reason) => new(SnapshotFault.Malformed, offset, reason);
}
