using System.Data.Common;
using Dapper;

namespace Lad.FactStore.Storage;

/// <summary>A transaction under way: what work on the database is given. Not kept beyond it; not thread-safe.</summary>
/// <param name="Database">What an operator calls the database.</param>
/// <param name="Dialect">Where the SQL has to differ.</param>
/// <param name="Connection">The connection, for prepared commands.</param>
/// <param name="Transaction">Its transaction.</param>
/// <param name="Cancellation">Gives up.</param>
internal sealed record DatabaseSession(string Database, SqlDialect Dialect, DbConnection Connection, DbTransaction Transaction, CancellationToken Cancellation)
{
    /// <summary>Rows affected.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters = null) => Connection.ExecuteAsync(Command(sql, parameters));

    /// <summary>The first column of the first row; the default when there is none.</summary>
    public Task<T?> ScalarAsync<T>(string sql, object? parameters = null) => Connection.ExecuteScalarAsync<T>(Command(sql, parameters));

    /// <summary>All rows.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) => (await Connection.QueryAsync<T>(Command(sql, parameters)).ConfigureAwait(false)).AsList();

    /// <summary>The first row, or none.</summary>
    public Task<T?> FirstAsync<T>(string sql, object? parameters = null)
        where T : class => Connection.QueryFirstOrDefaultAsync<T>(Command(sql, parameters));

    private CommandDefinition Command(string sql, object? parameters) => new(sql, parameters, Transaction, cancellationToken: Cancellation);
}
