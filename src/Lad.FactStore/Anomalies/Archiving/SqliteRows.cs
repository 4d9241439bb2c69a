using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>
/// A statement of SQLite that is run for many rows, by the library's own calls: a command of ADO.NET looks every parameter up by its name for every row, which takes several times what the row itself does.
/// </summary>
internal static class SqliteRows
{
    /// <summary>Runs a statement for each row.</summary>
    /// <param name="connection">The connection, in its transaction.</param>
    /// <param name="sql">The statement, with as many parameters as there are columns.</param>
    /// <param name="values">For each parameter its values, an array of longs, doubles, texts or bytes.</param>
    /// <param name="changed">Receives whether a row was changed; <see langword="null"/> when nobody asks.</param>
    /// <param name="cancellation">Gives up between rows.</param>
    public static void Run(SqliteConnection connection, string sql, Array[] values, bool[]? changed, CancellationToken cancellation)
    {
        sqlite3 database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v2(database, sql, out sqlite3_stmt statement), database);
        using (statement)
        {
            for (int row = 0; row < values[0].Length; row++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (int column = 0; column < values.Length; column++) Check(Bind(statement, column + 1, values[column], row), database);
                int result = raw.sqlite3_step(statement);
                if (result != raw.SQLITE_DONE) Check(result, database);
                if (changed is not null) changed[row] = raw.sqlite3_changes(database) == 1;
                Check(raw.sqlite3_reset(statement), database);
            }
        }
    }

    private static int Bind(sqlite3_stmt statement, int place, Array column, int row) => column switch
    {
        long[] numbers => raw.sqlite3_bind_int64(statement, place, numbers[row]),
        double[] numbers => raw.sqlite3_bind_double(statement, place, numbers[row]),
        string[] texts => raw.sqlite3_bind_text(statement, place, texts[row]),
        byte[][] keys => raw.sqlite3_bind_blob(statement, place, keys[row]),
        _ => throw new ArgumentException($"A column of {column.GetType()} cannot be stored."),
    };

    private static void Check(int result, sqlite3 database) => SqliteException.ThrowExceptionForRC(result, database);
}
