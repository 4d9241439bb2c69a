using Lad.FactStore.Tests.Storage;

namespace Lad.FactStoreLoad.Databases;

/// <summary>A database to measure: of its own in a temporary directory, as durable as an operator's, or one that is there.</summary>
internal sealed class MeasuredDatabase : IAsyncDisposable
{
    private readonly string? directory;

    // Held, since the server ends when nobody holds the pipe to it.
    private readonly PostgresCluster? cluster;

    private MeasuredDatabase(string connectionString, string? directory = null, PostgresCluster? cluster = null)
    {
        this.cluster = cluster;
        ConnectionString = connectionString;
        this.directory = directory;
    }

    public string ConnectionString { get; }

    public static async Task<MeasuredDatabase> CreateAsync(string kind)
    {
        if (kind == "postgresql")
        {
            PostgresCluster cluster = await PostgresCluster.StartAsync("-c shared_buffers=256MB -c max_wal_size=4GB").ConfigureAwait(false);
            return new MeasuredDatabase(await cluster.CreateDatabaseAsync().ConfigureAwait(false), cluster: cluster);
        }
        if (kind != "sqlite") return new MeasuredDatabase(kind);
        string directory = Directory.CreateTempSubdirectory("lad-load-").FullName;
        return new MeasuredDatabase(Path.Combine(directory, "facts.db"), directory);
    }

    public ValueTask DisposeAsync()
    {
        GC.KeepAlive(cluster);
        if (directory is not null) Directory.Delete(directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
