using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Lad.FactStore.Storage;

/// <summary>
/// SQLite in a file: one connection writes, several read beside it (write-ahead log). Every commit is on the disk when it is acknowledged (<c>synchronous=FULL</c>), of statements and anomalies alike:
/// anomalies are acknowledged to their source once they are stored, and come in batches large enough that the disk's wait does not count.
/// </summary>
internal sealed class SqliteEngine : DatabaseEngine
{
    private const int MostReaders = 8;
    private readonly SqliteFile file;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly SemaphoreSlim reading = new(MostReaders, MostReaders);
    private readonly ConcurrentBag<SqliteConnection> readers = [];
    private SqliteConnection? writer;
    private volatile bool isDisposed;

    public SqliteEngine(string path, int busySeconds = SqliteFile.DefaultBusySeconds)
        : base($"sqlite:{path}", SqlDialect.Sqlite) => file = new SqliteFile(path, busySeconds);

    /// <summary>The file, as the operator wrote it.</summary>
    public string FilePath => file.Path;

    /// <inheritdoc/>
    public override async Task<EngineTransaction> BeginWriteAsync(CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            SqliteConnection connection = writer ??= file.OpenWriter();
            // Not deferred: the turn among processes is taken here, where waiting is possible, and not at the first change.
            return new EngineTransaction(connection, connection.BeginTransaction(IsolationLevel.Serializable, deferred: false), EndWriteAsync);
        }
        catch
        {
            writing.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task<EngineTransaction> BeginReadAsync(CancellationToken cancellation)
    {
        await reading.WaitAsync(cancellation).ConfigureAwait(false);
        SqliteConnection? connection = null;
        try
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (!readers.TryTake(out connection)) connection = file.OpenReader();
            return new EngineTransaction(connection, connection.BeginTransaction(IsolationLevel.Serializable, deferred: true), isFit => EndReadAsync(connection, isFit));
        }
        catch
        {
            if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
            reading.Release();
            throw;
        }
    }

    /// <summary>Begins to look at it without changing anything, not even its write-ahead log.</summary>
    public EngineTransaction BeginLook()
    {
        SqliteConnection connection = file.OpenInspector();
        try
        {
            return new EngineTransaction(connection, connection.BeginTransaction(IsolationLevel.Serializable, deferred: true), _ => connection.DisposeAsync());
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Nothing is to be done: a transaction that writes is alone.</summary>
    public override Task LockSchemaAsync(DatabaseSession session) => Task.CompletedTask;

    /// <inheritdoc/>
    public override Task<RelayLead?> TryLeadAsync(CancellationToken cancellation) => Task.FromResult<RelayLead?>(SqliteRelayLead.TryTake(file.Path));

    /// <inheritdoc/>
    public override DatabaseFault Classify(DbException failure) => SqliteFaults.Classify((SqliteException)failure);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (isDisposed) return;
        isDisposed = true;
        await writing.WaitAsync().ConfigureAwait(false);
        for (int reader = 0; reader < MostReaders; reader++) await reading.WaitAsync().ConfigureAwait(false);
        while (readers.TryTake(out SqliteConnection? connection)) await connection.DisposeAsync().ConfigureAwait(false);
        if (writer is not null) await writer.DisposeAsync().ConfigureAwait(false);
        writing.Release();
        reading.Release(MostReaders);
    }

    private async ValueTask EndWriteAsync(bool isFit)
    {
        if (!isFit && writer is not null)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
            writer = null;
        }

        writing.Release();
    }

    private async ValueTask EndReadAsync(SqliteConnection connection, bool isFit)
    {
        if (isFit) readers.Add(connection);
        else await connection.DisposeAsync().ConfigureAwait(false);
        reading.Release();
    }
}
