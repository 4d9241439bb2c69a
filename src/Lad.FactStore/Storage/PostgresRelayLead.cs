using System.Data.Common;
using Dapper;
using Npgsql;

namespace Lad.FactStore.Storage;

/// <summary>The lead on a PostgreSQL database: an advisory lock on a connection of its own. The server ends it with the connection.</summary>
internal sealed class PostgresRelayLead(NpgsqlConnection connection) : RelayLead
{
    /// <summary>Takes the lock, if nobody has it. Its numbers are an unlikely one and the schema's: stores with a schema each have a lead each.</summary>
    public const string Take = "SELECT pg_try_advisory_lock(" + Key + ")";

    private const string Key = "28180130, hashtext(current_schema())";

    /// <inheritdoc/>
    public override async Task<bool> IsHeldAsync(CancellationToken cancellation)
    {
        try
        {
            return await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT 1", cancellationToken: cancellation)).ConfigureAwait(false) == 1;
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            await connection.ExecuteAsync("SELECT pg_advisory_unlock(" + Key + ")").ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException)
        {
            // The connection is gone, and the lock with it.
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }
}
