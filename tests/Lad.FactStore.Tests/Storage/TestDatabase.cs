using Lad.FactStore.Storage;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Storage;

/// <summary>An empty database of a test's own, of either kind; opened as often as the test likes, each time as another process would.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly List<FactStoreDatabase> opened = [];
    private readonly TemporaryDirectory directory = new();

    private TestDatabase(DatabaseKind kind) => Kind = kind;

    public DatabaseKind Kind { get; }

    public string ConnectionString { get; private set; } = "";

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        var database = new TestDatabase(kind);
        database.ConnectionString = kind == DatabaseKind.Sqlite
            ? database.directory.File("facts.db")
            : await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        return database;
    }

    /// <summary>Opens it (again); closed with this.</summary>
    public async Task<FactStoreDatabase> OpenAsync(TimeProvider? clock = null)
    {
        FactStoreDatabase database = await FactStoreDatabase.OpenAsync(ConnectionString, clock ?? TimeProvider.System);
        lock (opened) opened.Add(database);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (FactStoreDatabase database in opened) await database.DisposeAsync();
        directory.Dispose();
    }
}
