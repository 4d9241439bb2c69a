namespace Lad.Detection.Snapshots;

/// <summary>The fixed parts of docs/snapshot-format.md.</summary>
internal static class SnapshotFormat
{
    public const uint Version = 1;

    /// <summary>Magic, format version, number of sections, length of the whole.</summary>
    public const int HeaderBytes = 24;

    /// <summary>Identity, flags, length of the payload.</summary>
    public const int SectionHeaderBytes = 16;

    /// <summary>SHA-256 of all bytes before it.</summary>
    public const int HashBytes = 32;

    /// <summary>Flag of a section that a reader must know; the only flag there is.</summary>
    public const uint Required = 1;

    /// <summary>Like PNG's: a byte that is not ASCII, the name, and line ends that a transfer as text would alter.</summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'L', (byte)'A', (byte)'D', 0x0D, 0x0A, 0x1A, 0x0A];
}
