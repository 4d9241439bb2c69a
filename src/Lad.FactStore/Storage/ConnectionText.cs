using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Lad.FactStore.Storage;

/// <summary>Understands what an operator writes for a database. No message of it repeats the text, which may hold a password.</summary>
internal static class ConnectionText
{
    private const string Forms = "Give a path such as .lad/facts.db, Data Source=PATH, Host=HOST;Database=NAME;Username=USER;Password=... or postgresql://USER:PASSWORD@HOST/NAME.";

    /// <summary>The engine of a connection string: a path, <c>Data Source=...</c>, <c>Host=...</c> or <c>postgresql://...</c>.</summary>
    /// <exception cref="FactStoreException">It is none of these.</exception>
    public static DatabaseEngine Parse(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.Length == 0) throw new FactStoreException($"No database is named. {Forms}");
        if (trimmed.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase) || trimmed.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)) return new PostgresEngine(PostgresUrl.Parse(trimmed));
        if (trimmed.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase)) return new SqliteEngine(trimmed["sqlite:".Length..]);

        DbConnectionStringBuilder? pairs = Pairs(trimmed);
        if (pairs is null) return new SqliteEngine(trimmed);
        foreach (string key in new[] { "Data Source", "DataSource", "Filename" })
        {
            if (pairs.TryGetValue(key, out object? path)) return new SqliteEngine(path.ToString()!, BusySeconds(pairs));
        }

        return pairs.ContainsKey("Host") || pairs.ContainsKey("Server") ? new PostgresEngine(Postgres(trimmed)) : new SqliteEngine(trimmed);
    }

    private static int BusySeconds(DbConnectionStringBuilder pairs) =>
        pairs.TryGetValue("Default Timeout", out object? text) && int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? seconds : SqliteFile.DefaultBusySeconds;

    /// <summary><see langword="null"/> when it is no list of keys and values.</summary>
    private static DbConnectionStringBuilder? Pairs(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            return text.Contains("Host=", StringComparison.OrdinalIgnoreCase) || text.Contains("Password=", StringComparison.OrdinalIgnoreCase)
                ? throw new FactStoreException($"The database's connection string cannot be read: it is not KEY=VALUE;KEY=VALUE. {Forms}")
                : null;
        }
    }

    private static NpgsqlConnectionStringBuilder Postgres(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException or OverflowException)
        {
            // The cause is left out: it may repeat a value.
            throw new FactStoreException($"The connection string of PostgreSQL has a key that it does not know, or a value that is none. {Forms}");
        }
    }
}
