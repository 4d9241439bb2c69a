using System.Buffers.Binary;

namespace Lad.Detection.Snapshots;

/// <summary>The first bytes of a snapshot.</summary>
/// <param name="Sections">Number of sections.</param>
/// <param name="Length">Bytes of the whole snapshot, header and hash included.</param>
internal readonly record struct SnapshotHeader(int Sections, int Length)
{
    private const int VersionAt = 8, SectionsAt = 12, LengthAt = 16;

    /// <summary>Checks magic, version and limits.</summary>
    /// <param name="start">The snapshot, or as much of it as there is.</param>
    public static SnapshotHeader Read(ReadOnlySpan<byte> start)
    {
        int common = start.CommonPrefixLength(SnapshotFormat.Magic);
        if (common < SnapshotFormat.Magic.Length)
        {
            throw start.IsEmpty ? new SnapshotException(SnapshotFault.Truncated, 0, "it is empty")
                : common < start.Length ? new SnapshotException(SnapshotFault.NotASnapshot, common, "its first bytes are not those of a snapshot")
                : Truncated(start.Length, SnapshotFormat.HeaderBytes);
        }

        if (start.Length < SnapshotFormat.HeaderBytes) throw Truncated(start.Length, SnapshotFormat.HeaderBytes);
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(start[VersionAt..]);
        if (version != SnapshotFormat.Version)
            throw new SnapshotException(SnapshotFault.UnsupportedVersion, VersionAt, $"it has format version {version}, and this program reads version {SnapshotFormat.Version}");

        uint sections = BinaryPrimitives.ReadUInt32LittleEndian(start[SectionsAt..]);
        if (sections > SnapshotLimits.Sections)
            throw new SnapshotException(SnapshotFault.LimitExceeded, SectionsAt, $"it announces {sections} sections, and the limit is {SnapshotLimits.Sections}");

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(start[LengthAt..]);
        if (length > SnapshotLimits.SnapshotBytes)
            throw new SnapshotException(SnapshotFault.LimitExceeded, LengthAt, $"it announces {length} bytes, and the limit is {SnapshotLimits.SnapshotBytes}");
        if (length < SnapshotFormat.HeaderBytes + SnapshotFormat.HashBytes)
            throw new SnapshotException(SnapshotFault.Malformed, LengthAt, $"it announces {length} bytes, which header and hash alone exceed");
        return new SnapshotHeader((int)sections, (int)length);
    }

    public static SnapshotException Truncated(int present, int expected) =>
        new(SnapshotFault.Truncated, present, $"it ends after {present} of {expected} bytes");

    public static SnapshotException Trailing(int length) =>
        new(SnapshotFault.TrailingBytes, length, $"bytes follow its end; it is {length} bytes long");
}
