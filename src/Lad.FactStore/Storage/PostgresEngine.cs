using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;

namespace Lad.FactStore.Storage;

/// <summary>PostgreSQL: a pool of connections; transactions that write are <c>READ COMMITTED</c> and take turns on the rows they change, those that read see one state.</summary>
internal sealed class PostgresEngine(NpgsqlConnectionStringBuilder settings) : DatabaseEngine(NameOf(settings), SqlDialect.Postgresql)
{
    /// <summary>Advisory locks are numbers that all programs in a database share; this is an unlikely one.</summary>
    private const long SchemaLock = 0x1ad_fac7_0001;
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(WithDefaults(settings));

    /// <inheritdoc/>
    public override Task<EngineTransaction> BeginWriteAsync(CancellationToken cancellation) => BeginAsync(IsolationLevel.ReadCommitted, cancellation);

    /// <inheritdoc/>
    public override Task<EngineTransaction> BeginReadAsync(CancellationToken cancellation) => BeginAsync(IsolationLevel.RepeatableRead, cancellation);

    /// <inheritdoc/>
    public override Task LockSchemaAsync(DatabaseSession session) => session.ExecuteAsync("SELECT pg_advisory_xact_lock(@SchemaLock)", new { SchemaLock });

    /// <inheritdoc/>
    public override async Task<RelayLead?> TryLeadAsync(CancellationToken cancellation)
    {
        NpgsqlConnection connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(PostgresRelayLead.Take, cancellationToken: cancellation)).ConfigureAwait(false))
                return new PostgresRelayLead(connection);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await connection.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    /// <inheritdoc/>
    public override DatabaseFault Classify(DbException failure) => PostgresFaults.Classify(failure);

    /// <inheritdoc/>
    public override void Clear() => source.Clear();

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => source.DisposeAsync();

    private static string NameOf(NpgsqlConnectionStringBuilder settings) => $"postgresql:{settings.Host}/{settings.Database ?? settings.Username}";

    private static string WithDefaults(NpgsqlConnectionStringBuilder settings)
    {
        settings.ApplicationName ??= "lad factstore";
        // A server that vanished without a word is found out, also by the connection that holds the lead and is silent.
        if (settings.KeepAlive == 0) settings.KeepAlive = 10;
        settings.PersistSecurityInfo = false;
        settings.IncludeErrorDetail = false;
        return settings.ToString();
    }

    private async Task<EngineTransaction> BeginAsync(IsolationLevel isolation, CancellationToken cancellation)
    {
        NpgsqlConnection connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        try
        {
            return new EngineTransaction(connection, await connection.BeginTransactionAsync(isolation, cancellation).ConfigureAwait(false), _ => connection.DisposeAsync());
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
