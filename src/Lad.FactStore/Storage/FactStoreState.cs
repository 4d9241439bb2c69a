namespace Lad.FactStore.Storage;

/// <summary>What a database is.</summary>
/// <param name="Name">What an operator calls it, without a password.</param>
/// <param name="Schema">Its schema; 0: it has none yet.</param>
/// <param name="Known">The latest schema that this program knows.</param>
/// <param name="Foreign">Tables in it while it has no schema: another program's.</param>
/// <param name="ServerTime">The server's clock; <see langword="null"/>: it has none of its own.</param>
public sealed record FactStoreState(string Name, long Schema, long Known, long Foreign, DateTimeOffset? ServerTime);
