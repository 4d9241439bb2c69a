using Microsoft.Data.Sqlite;

namespace Lad.FactStore.Storage;

/// <summary>The file of a SQLite database, and how it is opened.</summary>
internal sealed class SqliteFile
{
    private readonly int busySeconds;

    /// <summary>How long another process's write is waited for, unless the connection string says otherwise (<c>Default Timeout</c>).</summary>
    public const int DefaultBusySeconds = 10;

    static SqliteFile() => SQLitePCL.Batteries_V2.Init();

    public SqliteFile(string path, int busySeconds)
    {
        if (path.Length == 0) throw new FactStoreException("The SQLite database has no file: give its path.");
        if (path.Contains(":memory:", StringComparison.OrdinalIgnoreCase) || path.Contains("mode=memory", StringComparison.OrdinalIgnoreCase))
            throw new FactStoreException("A fact store in memory forgets what people said: give the path of a file, in a temporary directory if need be.");
        Path = path;
        this.busySeconds = busySeconds;
    }

    /// <summary>As the operator wrote it.</summary>
    public string Path { get; }

    public SqliteConnection OpenWriter()
    {
        Create();
        SqliteConnection connection = Open();
        try
        {
            CheckItIsOurs(connection);
            string mode = Run(connection, "PRAGMA journal_mode = WAL");
            if (mode != "wal") throw new FactStoreException($"sqlite:{Path}: the file system there cannot hold a write-ahead log (it stays in mode {mode}). Use a local disk, not a network share.");
            Run(connection, "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 134217728; PRAGMA wal_autocheckpoint = 32768; PRAGMA cache_size = -65536");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public SqliteConnection OpenReader()
    {
        SqliteConnection connection = Open();
        Run(connection, "PRAGMA query_only = 1; PRAGMA cache_size = -16384; PRAGMA mmap_size = 268435456");
        return connection;
    }

    /// <summary>
    /// Opens it to be looked at. What a process that died left in the write-ahead log stays there: a connection that may write would move it into the database when it closes. Without a log nobody has it open, and SQLite need not make one to read.
    /// </summary>
    public SqliteConnection OpenInspector() => Open(File.Exists(Path + "-wal") ? Path : new Uri(System.IO.Path.GetFullPath(Path)).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly);

    /// <summary>Refuses a database that another program made, before anything in it is set.</summary>
    private void CheckItIsOurs(SqliteConnection connection)
    {
        string foreign = Run(connection, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'fact_store_migrations')");
        if (foreign != "0") throw new FactStoreException($"sqlite:{Path}: it is the database of another program. Give the fact store a file of its own.");
    }

    private SqliteConnection Open() => Open(Path, SqliteOpenMode.ReadWrite);

    private SqliteConnection Open(string source, SqliteOpenMode mode)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, ForeignKeys = true, Pooling = false, DefaultTimeout = busySeconds };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            Run(connection, $"PRAGMA busy_timeout = {busySeconds * 1000}; PRAGMA temp_store = MEMORY");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes the file before SQLite does, for its owner alone: its write-ahead log gets the same rights.</summary>
    private void Create()
    {
        try
        {
            if (File.Exists(Path)) return;
            string? directory = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path));
            if (directory is not null) Directory.CreateDirectory(directory);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var made = new FileStream(Path, options);
        }
        catch (IOException) when (File.Exists(Path))
        {
            // Another process made it in this moment.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FactStoreException($"sqlite:{Path}: it cannot be made: {failure.Message} Let this user write there, or name another place by FactStore:ConnectionString.", failure);
        }
    }

    private static string Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString() ?? "";
    }
}
