using System.Data.Common;
using Lad.FactStore.Storage;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>Commands whose text depends on what is asked, and rows that are read without reflection.</summary>
internal static class SessionCommands
{
    /// <summary>Makes a command of the session's transaction.</summary>
    public static DbCommand Command(this DatabaseSession session, string sql, IEnumerable<(string Name, object Value)> parameters)
    {
        DbCommand command = session.Connection.CreateCommand();
        command.Transaction = session.Transaction;
        command.CommandText = sql;
        foreach ((string name, object value) in parameters)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    /// <summary>All rows of a query.</summary>
    public static async Task<List<T>> ReadAsync<T>(this DatabaseSession session, string sql, IEnumerable<(string Name, object Value)> parameters, Func<DbDataReader, T> row)
    {
        List<T> rows = [];
        DbCommand command = session.Command(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            DbDataReader reader = await command.ExecuteReaderAsync(session.Cancellation).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(session.Cancellation).ConfigureAwait(false)) rows.Add(row(reader));
            }
        }
        return rows;
    }

    /// <summary>Rows that a statement changes.</summary>
    public static async Task<int> ChangeAsync(this DatabaseSession session, string sql, params (string Name, object Value)[] parameters)
    {
        DbCommand command = session.Command(sql, parameters);
        await using (command.ConfigureAwait(false)) return await command.ExecuteNonQueryAsync(session.Cancellation).ConfigureAwait(false);
    }

    /// <summary>A list of keys as a table that both databases understand: <c>(VALUES (@f0, @s0), ...)</c>.</summary>
    public static (string Sql, IEnumerable<(string Name, object Value)> Parameters) Keys(IReadOnlyList<GroupKey> keys) =>
        ($"(VALUES {string.Join(", ", Enumerable.Range(0, keys.Count).Select(i => $"(@f{i}, @s{i})"))})",
         keys.SelectMany((key, i) => new (string, object)[] { ($"f{i}", (long)key.Fingerprint), ($"s{i}", key.Service) }));
}
