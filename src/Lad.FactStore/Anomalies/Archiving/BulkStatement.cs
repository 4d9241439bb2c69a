using Lad.FactStore.Storage;
using Microsoft.Data.Sqlite;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>
/// One insertion of many rows. PostgreSQL is given the columns as arrays, in one statement and one round trip; SQLite, which is in the process, one prepared statement row by row.
/// </summary>
/// <param name="table">The table; its rows that are there already are called <c>kept</c> in the conflict.</param>
/// <param name="conflict">What becomes of a row that is there already: what follows <c>ON CONFLICT</c>.</param>
/// <param name="columns">The columns.</param>
internal sealed class BulkStatement(string table, string conflict, params string[] columns)
{
    private readonly string head = $"INSERT INTO {table} AS kept ({string.Join(", ", columns)})";
    private readonly string names = string.Join(", ", columns.Select((_, i) => $"@p{i}"));

    /// <summary>Inserts rows.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="values">For each column its values, an array of longs, doubles, texts or bytes; all of one length.</param>
    public async Task ExecuteAsync(DatabaseSession session, params Array[] values)
    {
        if (values[0].Length == 0) return;
        if (session.Dialect.IsPostgresql) await session.ChangeAsync(Unnested(""), Parameters(values)).ConfigureAwait(false);
        else SqliteRows.Run((SqliteConnection)session.Connection, Single, values, null, session.Cancellation);
    }

    /// <summary>Inserts rows, and says which were not there.</summary>
    public async Task<bool[]> ExecuteNewAsync(DatabaseSession session, byte[][] keys, params Array[] values)
    {
        bool[] isNew = new bool[keys.Length];
        if (!session.Dialect.IsPostgresql)
        {
            SqliteRows.Run((SqliteConnection)session.Connection, Single, [keys, .. values], isNew, session.Cancellation);
            return isNew;
        }
        List<byte[]> inserted = await session.ReadAsync(Unnested($" RETURNING {columns[0]}"), Parameters([keys, .. values]), reader => (byte[])reader[0]).ConfigureAwait(false);
        HashSet<UInt128> found = [.. inserted.Select(EventKey.Number)];
        for (int i = 0; i < keys.Length; i++) isNew[i] = found.Contains(EventKey.Number(keys[i]));
        return isNew;
    }

    private string Single => $"{head} VALUES ({names}) ON CONFLICT {conflict}";

    private string Unnested(string returning) => $"{head} SELECT * FROM unnest({names}) ON CONFLICT {conflict}{returning}";

    private static (string Name, object Value)[] Parameters(Array[] values) => [.. values.Select((column, i) => ($"p{i}", (object)column))];
}
