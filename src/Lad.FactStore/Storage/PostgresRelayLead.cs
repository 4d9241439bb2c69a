using System.Data.Common;
using Dapper;
using Npgsql;

namespace Lad.FactStore.Storage;

/// <summary>The lead on a PostgreSQL database: an advisory lock on a connection of its own. The server ends it with the connection.</summary>
internal sealed class PostgresRelayLead(NpgsqlConnection connection) : RelayLead
{
    /// <summary>The number of the lock, unlikely to be another program's.</summary>
    public const long Key = 0x1ad_fac7_0002;

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
            await connection.ExecuteAsync("SELECT pg_advisory_unlock(@Key)", new { Key }).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException)
        {
            // The connection is gone, and the lock with it.
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }
}
