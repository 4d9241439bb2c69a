using System.Data.Common;

namespace Lad.FactStore.Storage;

/// <summary>What a kind of database does in its own way: connections, who may write when, what a failure means.</summary>
/// <param name="name">What an operator calls the database.</param>
/// <param name="dialect">Its SQL.</param>
internal abstract class DatabaseEngine(string name, SqlDialect dialect) : IAsyncDisposable
{
    /// <summary>What an operator calls the database.</summary>
    public string Name { get; } = name;

    /// <summary>Its SQL.</summary>
    public SqlDialect Dialect { get; } = dialect;

    /// <summary>Begins a transaction that writes; waits for its turn where one writes at a time.</summary>
    public abstract Task<EngineTransaction> BeginWriteAsync(CancellationToken cancellation);

    /// <summary>Begins a transaction that reads one consistent state.</summary>
    public abstract Task<EngineTransaction> BeginReadAsync(CancellationToken cancellation);

    /// <summary>Lets one process at a time upgrade the schema: until the transaction ends.</summary>
    public abstract Task LockSchemaAsync(DatabaseSession session);

    /// <summary>Takes the lead in publishing feedback, if nobody has it: in this process or another.</summary>
    /// <returns>The lead; <see langword="null"/> when another has it.</returns>
    public abstract Task<RelayLead?> TryLeadAsync(CancellationToken cancellation);

    /// <summary>What a failure means, with what to do about it and without a secret.</summary>
    public abstract DatabaseFault Classify(DbException failure);

    /// <summary>Forgets connections that may be dead.</summary>
    public virtual void Clear()
    {
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>A failure of the database.</summary>
/// <param name="Reason">What is wrong and what to do.</param>
/// <param name="MayPass">Whether the whole work may be tried again, when it was not committed.</param>
/// <param name="IsConnectionLost">Whether it is not known what became of a commit.</param>
internal readonly record struct DatabaseFault(string Reason, bool MayPass, bool IsConnectionLost);

/// <summary>A transaction of an engine; disposing rolls back what was not committed and gives the connection back: told whether it is fit for the next.</summary>
internal sealed class EngineTransaction(DbConnection connection, DbTransaction transaction, Func<bool, ValueTask> release) : IAsyncDisposable
{
    public DbConnection Connection { get; } = connection;

    public DbTransaction Transaction { get; } = transaction;

    public async ValueTask DisposeAsync()
    {
        bool isFit = false;
        try
        {
            await Transaction.DisposeAsync().ConfigureAwait(false);
            isFit = true;
        }
        catch (DbException)
        {
            // The connection is gone, or the database rolled back by itself: whoever worked with it was told already.
        }
        finally
        {
            await release(isFit).ConfigureAwait(false);
        }
    }
}

/// <summary>The lead in publishing feedback; disposing gives it up, and so does the end of the process.</summary>
internal abstract class RelayLead : IAsyncDisposable
{
    /// <summary>Whether it is still held: a lead on a connection is lost with the connection.</summary>
    public abstract Task<bool> IsHeldAsync(CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
