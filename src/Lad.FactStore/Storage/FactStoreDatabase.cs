using System.Data.Common;

namespace Lad.FactStore.Storage;

/// <summary>The fact store's database: SQLite in a file, or PostgreSQL; brought to the current schema when it is opened. Thread-safe, and correct with several processes on one database.</summary>
public sealed class FactStoreDatabase : IAsyncDisposable
{
    private readonly DatabaseEngine engine;
    private readonly RepeatedWork work;

    private FactStoreDatabase(DatabaseEngine engine, TimeProvider clock)
    {
        this.engine = engine;
        work = new RepeatedWork(engine, clock);
    }

    /// <summary>What an operator calls it, without a password: <c>sqlite:.lad/facts.db</c>, <c>postgresql:HOST/DATABASE</c>.</summary>
    public string Name => engine.Name;

    /// <summary>Where SQL has to differ.</summary>
    internal SqlDialect Dialect => engine.Dialect;

    /// <summary>Opens the database and applies the migrations it lacks. A SQLite file that is missing is made, readable for its owner alone.</summary>
    /// <param name="connectionString">A file's path or SQLite's <c>Data Source=...</c>, or PostgreSQL's <c>Host=...</c> or <c>postgresql://...</c>.</param>
    /// <param name="clock">The clock of time-outs.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="FactStoreException">It cannot be opened; says why, without a password.</exception>
    public static Task<FactStoreDatabase> OpenAsync(string connectionString, TimeProvider clock, CancellationToken cancellation = default) => OpenAsync(connectionString, clock, Migration.All, cancellation);

    /// <summary>Opens the database with other steps: for tests of upgrades.</summary>
    internal static async Task<FactStoreDatabase> OpenAsync(string connectionString, TimeProvider clock, IReadOnlyList<Migration> steps, CancellationToken cancellation = default)
    {
        var database = new FactStoreDatabase(ConnectionText.Parse(connectionString), clock);
        try
        {
            await database.WriteAsync(
                async session =>
                {
                    await database.engine.LockSchemaAsync(session).ConfigureAwait(false);
                    await SchemaUpgrade.ApplyAsync(session, steps, clock.GetUtcNow()).ConfigureAwait(false);
                    return 0;
                },
                Commit.MayRepeat,
                cancellation).ConfigureAwait(false);
            return database;
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads one consistent state. The work may run more than once, and changes nothing outside itself.</summary>
    /// <exception cref="FactStoreException">The database cannot be read.</exception>
    internal Task<T> ReadAsync<T>(Func<DatabaseSession, Task<T>> read, CancellationToken cancellation) => work.RunAsync(engine.BeginReadAsync, read, Commit.MayRepeat, cancellation);

    /// <summary>
    /// Does work in one transaction that is durable when the task completes. The work may run more than once: after a deadlock, or after the server was away before the commit. It changes nothing outside itself.
    /// On SQLite one work writes at a time: keep it short.
    /// </summary>
    /// <param name="write">The work.</param>
    /// <param name="commit">Whether the work may be done again when the connection was lost in the commit, so that it may have been done already.</param>
    /// <param name="cancellation">Gives up; what was not committed is undone.</param>
    /// <exception cref="FactStoreException">The database cannot take it.</exception>
    internal Task<T> WriteAsync<T>(Func<DatabaseSession, Task<T>> write, Commit commit, CancellationToken cancellation) => work.RunAsync(engine.BeginWriteAsync, write, commit, cancellation);

    /// <summary>As the other, of work that must not be done twice.</summary>
    internal Task<T> WriteAsync<T>(Func<DatabaseSession, Task<T>> write, CancellationToken cancellation) => WriteAsync(write, Commit.Once, cancellation);

    /// <summary>Takes the lead in publishing, if nobody has it.</summary>
    /// <exception cref="FactStoreException">The database cannot be reached.</exception>
    internal async Task<RelayLead?> TryLeadAsync(CancellationToken cancellation)
    {
        try
        {
            return await engine.TryLeadAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbException failure)
        {
            throw new FactStoreException($"{Name}: {engine.Classify(failure).Reason}", failure);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => engine.DisposeAsync();
}

/// <summary>What may be done when a connection was lost in the commit, so that nobody knows whether it happened.</summary>
internal enum Commit
{
    /// <summary>Nothing: the caller is told.</summary>
    Once,

    /// <summary>The work again: it finds out itself what is there already.</summary>
    MayRepeat,
}
