using Npgsql;

namespace Lad.FactStore.Storage;

/// <summary>Reads the URL form of PostgreSQL's own programs: <c>postgresql://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=require</c>.</summary>
internal static class PostgresUrl
{
    /// <exception cref="FactStoreException">It is none; the message does not repeat it.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url))
            throw new FactStoreException("The URL of PostgreSQL cannot be read. Give postgresql://USER:PASSWORD@HOST:PORT/DATABASE; in the user and the password, / ? # @ : % are written as %2F %3F %23 %40 %3A %25.");
        var builder = new NpgsqlConnectionStringBuilder();
        if (url.Host.Length > 0) builder.Host = url.Host;
        if (url.Port > 0) builder.Port = url.Port;
        string database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/'));
        if (database.Length > 0) builder.Database = database;
        string[] user = url.UserInfo.Split(':', 2);
        if (user[0].Length > 0) builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2) builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (string option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)) Set(builder, option);
        if (string.IsNullOrEmpty(builder.Host)) throw new FactStoreException("The URL of PostgreSQL names no host. Give postgresql://USER:PASSWORD@HOST:PORT/DATABASE, or ?host=DIRECTORY for a socket.");
        return builder;
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, string option)
    {
        string[] pair = option.Split('=', 2);
        string value = pair.Length == 2 ? Uri.UnescapeDataString(pair[1]) : "";
        string key = pair[0] switch
        {
            "sslmode" => "SSL Mode",
            "sslrootcert" => "Root Certificate",
            "sslcert" => "SSL Certificate",
            "sslkey" => "SSL Key",
            "sslpassword" => "SSL Password",
            "connect_timeout" => "Timeout",
            "application_name" => "Application Name",
            "user" => "Username",
            "dbname" => "Database",
            "target_session_attrs" => "Target Session Attributes",
            _ => pair[0].Replace('_', ' '),
        };
        try
        {
            builder[key] = key == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException or OverflowException)
        {
            throw new FactStoreException($"The URL of PostgreSQL: the option {pair[0]} is not known, or its value is none.");
        }
    }
}
