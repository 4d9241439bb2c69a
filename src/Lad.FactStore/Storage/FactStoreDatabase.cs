namespace Lad.FactStore.Storage;

/// <summary>The fact store's database: SQLite in a file, or PostgreSQL; brought to the current schema when it is opened.</summary>
public sealed class FactStoreDatabase : IAsyncDisposable
{
    private FactStoreDatabase()
    {
    }

    /// <summary>What an operator calls it, without a password: <c>sqlite:.lad/facts.db</c>, <c>postgresql:HOST/DATABASE</c>.</summary>
    public string Name => throw new NotImplementedException();

    /// <summary>Opens the database and applies the migrations it lacks.</summary>
    /// <param name="connectionString">A file's path or SQLite's <c>Data Source=...</c>, or PostgreSQL's <c>Host=...</c> or <c>postgresql://...</c>.</param>
    /// <param name="clock">The clock of time-outs.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="FactStoreException">It cannot be opened; says why, without a password.</exception>
    public static Task<FactStoreDatabase> OpenAsync(string connectionString, TimeProvider clock, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
