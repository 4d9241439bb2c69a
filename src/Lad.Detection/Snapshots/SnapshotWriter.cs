namespace Lad.Detection.Snapshots;

/// <summary>Writes a model in the format of docs/snapshot-format.md.</summary>
public static class SnapshotWriter
{
    /// <summary>The model as one snapshot. Equal models give equal bytes.</summary>
    public static byte[] Write(DetectionModel model) => throw new NotImplementedException();
}
