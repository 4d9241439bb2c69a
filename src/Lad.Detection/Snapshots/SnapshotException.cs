namespace Lad.Detection.Snapshots;

/// <summary>A snapshot was refused. The message says what is wrong, at which byte, and what to do.</summary>
public sealed class SnapshotException : Exception
{
    /// <param name="fault">Why the snapshot was refused.</param>
    /// <param name="offset">The byte at which it was seen.</param>
    /// <param name="reason">What is wrong, without a full stop.</param>
    /// <param name="inner">What the reason was found by, if an exception.</param>
    public SnapshotException(SnapshotFault fault, long offset, string reason, Exception? inner = null)
        : base($"Snapshot refused: {reason} (at byte {offset}). {Remedy(fault)}", inner)
    {
        Fault = fault;
        Offset = offset;
    }

    /// <summary>Why the snapshot was refused.</summary>
    public SnapshotFault Fault { get; }

    /// <summary>The byte, counted from the snapshot's first, at which the fault was seen.</summary>
    public long Offset { get; }

    private static string Remedy(SnapshotFault fault) => fault switch
    {
        SnapshotFault.NotASnapshot => "Name a file that `lad train` wrote.",
        SnapshotFault.UnsupportedVersion => "Use the release of lad that wrote it or a later one, or train the model again.",
        SnapshotFault.Truncated => "Copy it again from where it was written, or roll back to an earlier version.",
        SnapshotFault.LimitExceeded => "Train a smaller model; the limits are in docs/snapshot-format.md.",
        _ => "Copy it again from where it was written, roll back to an earlier version, or train the model again.",
    };
}
