namespace Lad.Kafka.Models;

/// <summary>One version that a manifest names.</summary>
/// <param name="Version">The version.</param>
/// <param name="Chunks">Number of its chunks.</param>
/// <param name="Bytes">Bytes of its snapshot: of all chunks together.</param>
/// <param name="Hash">SHA-256 of its snapshot, 64 lower-case hex digits.</param>
/// <param name="Created">When its training ended.</param>
internal sealed record ManifestVersion(string Version, int Chunks, int Bytes, string Hash, DateTimeOffset Created);
