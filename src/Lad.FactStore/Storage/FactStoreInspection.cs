using System.Data.Common;
using Lad.FactStore.Safety;

namespace Lad.FactStore.Storage;

/// <summary>Looks at a fact store's database and files without changing anything.</summary>
public static class FactStoreInspection
{
    /// <summary>The version of SQLite that the program brings.</summary>
    public static string SqliteVersion()
    {
        SQLitePCL.Batteries_V2.Init();
        return SQLitePCL.raw.sqlite3_libversion().utf8_to_string();
    }

    /// <summary>The file of a SQLite database; <see langword="null"/>: it is on a server.</summary>
    /// <exception cref="FactStoreException">The text names no database.</exception>
    public static string? FileOf(string connectionString) => ConnectionText.Parse(connectionString) is SqliteEngine engine ? engine.FilePath : null;

    /// <summary>Opens the database, reads what it is, and closes it.</summary>
    /// <param name="connectionString">As for <see cref="FactStoreDatabase.OpenAsync(string, TimeProvider, CancellationToken)"/>; a file must exist.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="FactStoreException">It cannot be read; says why, without a password.</exception>
    public static async Task<FactStoreState> ReadAsync(string connectionString, CancellationToken cancellation)
    {
        DatabaseEngine engine = ConnectionText.Parse(connectionString);
        await using (engine.ConfigureAwait(false))
        {
            try
            {
                EngineTransaction transaction = engine is SqliteEngine sqlite ? sqlite.BeginLook() : await engine.BeginReadAsync(cancellation).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                    return await ReadAsync(new DatabaseSession(engine.Name, engine.Dialect, transaction.Connection, transaction.Transaction, cancellation)).ConfigureAwait(false);
            }
            catch (DbException failure)
            {
                cancellation.ThrowIfCancellationRequested();
                throw new FactStoreException($"{engine.Name}: {engine.Classify(failure).Reason}", failure);
            }
        }
    }

    /// <summary>All that is wrong with a token file, and what is merely unwise.</summary>
    public static (IReadOnlyList<string> Faults, IReadOnlyList<string> Warnings) CheckTokens(string path) => TokenBook.Check(path);

    private static async Task<FactStoreState> ReadAsync(DatabaseSession session)
    {
        bool postgresql = session.Dialect.IsPostgresql;
        string tables = postgresql ? "information_schema.tables WHERE table_schema = ANY (current_schemas(false)) AND" : "sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND";
        string name = postgresql ? "table_name" : "name";
        bool isOurs = await session.ScalarAsync<long>($"SELECT COUNT(*) FROM {tables} {name} = 'fact_store_migrations'").ConfigureAwait(false) > 0;
        long others = isOurs ? 0 : await session.ScalarAsync<long>($"SELECT COUNT(*) FROM {tables} {name} <> 'fact_store_migrations'").ConfigureAwait(false);
        long schema = isOurs ? await session.ScalarAsync<long>("SELECT COALESCE(MAX(number), 0) FROM fact_store_migrations").ConfigureAwait(false) : 0;
        double? time = postgresql ? await session.ScalarAsync<double>("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS DOUBLE PRECISION)").ConfigureAwait(false) : null;
        return new FactStoreState(session.Database, schema, Migration.All.Count, others, time is { } seconds ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null);
    }
}
