namespace Lad.Detection.Snapshots;

/// <summary>Why a snapshot was refused.</summary>
public enum SnapshotFault
{
    /// <summary>The bytes do not begin like a snapshot.</summary>
    NotASnapshot,

    /// <summary>The format's version is not one that this program reads.</summary>
    UnsupportedVersion,

    /// <summary>Bytes are missing at the end.</summary>
    Truncated,

    /// <summary>Bytes follow where the snapshot should end.</summary>
    TrailingBytes,

    /// <summary>The hash does not fit the bytes before it: something was altered.</summary>
    HashMismatch,

    /// <summary>A length or count is beyond its limit.</summary>
    LimitExceeded,

    /// <summary>The hash fits, but the content breaks a rule of the format.</summary>
    Malformed,
}
