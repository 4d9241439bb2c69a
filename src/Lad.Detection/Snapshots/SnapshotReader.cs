namespace Lad.Detection.Snapshots;

/// <summary>Reads a snapshot. Its bytes are untrusted: every length is checked before memory is taken.</summary>
public static class SnapshotReader
{
    /// <summary>Reads a whole snapshot.</summary>
    /// <exception cref="SnapshotException">The bytes are not a snapshot, of another version, cut, altered or beyond a limit.</exception>
    public static DetectionModel Read(ReadOnlySpan<byte> snapshot) => throw new NotImplementedException();
}
