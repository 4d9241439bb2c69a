namespace Lad.Detection.Snapshots;

/// <summary>A snapshot was refused; the message says why and where.</summary>
public sealed class SnapshotException(string message, Exception? inner = null) : Exception(message, inner);
