namespace Lad.Pipeline.Models;

/// <summary>One version of a model.</summary>
/// <param name="Version">The version.</param>
/// <param name="Path">Its snapshot: a file, or a topic's partition and key.</param>
/// <param name="Bytes">The snapshot's size.</param>
/// <param name="IsCurrent">Whether it is in force.</param>
public sealed record StoredModel(string Version, string Path, long Bytes, bool IsCurrent);
