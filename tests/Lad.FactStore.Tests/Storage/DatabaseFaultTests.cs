using System.Runtime.Versioning;
using Lad.FactStore.Feedback;
using Lad.FactStore.Storage;
using Lad.FactStore.Tests.Feedback;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Tests;
using Microsoft.Data.Sqlite;

namespace Lad.FactStore.Tests.Storage;

public sealed class DatabaseFaultTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_file_is_made_for_its_owner_alone_with_its_directory()
    {
        string path = directory.File("new/facts.db");

        await using FactStoreDatabase database = await FactStoreDatabase.OpenAsync(path, TimeProvider.System);

        foreach (string file in new[] { path, path + "-wal", path + "-shm" }) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task What_is_no_database_is_refused_and_left_alone()
    {
        string path = directory.File("notes.txt");
        await File.WriteAllTextAsync(path, new string('x', 10_000));

        await RefusedAsync(path, "is no SQLite database");

        Assert.Equal(10_000, new FileInfo(path).Length);
    }

    [Fact]
    public async Task The_database_of_another_program_is_refused_and_left_alone()
    {
        string path = directory.File("other.db");
        await RunAsync(path, "CREATE TABLE songs (title TEXT)");
        byte[] before = await File.ReadAllBytesAsync(path);

        await RefusedAsync(path, "another program");

        Assert.Equal(before, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task A_damaged_file_is_said_to_be_damaged()
    {
        string path = directory.File("facts.db");
        await using (FactStoreDatabase database = await FactStoreDatabase.OpenAsync(path, TimeProvider.System))
        {
        }

        await using (var file = new FileStream(path, FileMode.Open))
        {
            file.Position = 4096;
            file.Write(new byte[20_000]);
        }

        await RefusedAsync(path, "damaged");
    }

    [Fact]
    public async Task A_place_where_no_file_can_be_is_refused()
    {
        await File.WriteAllTextAsync(directory.File("file"), "");

        await RefusedAsync(directory.File("file/facts.db"), "cannot be made");
        await RefusedAsync(directory.Path, "cannot be made");
    }

    [Fact]
    public async Task One_that_locks_the_file_for_long_is_named_as_the_cause()
    {
        string path = directory.File("facts.db");
        await using FactStoreDatabase database = await FactStoreDatabase.OpenAsync($"Data Source={path};Default Timeout=1", TimeProvider.System);
        var ledger = new FeedbackLedger(database, TimeProvider.System);
        await using var other = new SqliteConnection($"Data Source={path};Pooling=false");
        await other.OpenAsync();
        await using SqliteTransaction held = other.BeginTransaction();

        var refused = await Assert.ThrowsAsync<FactStoreException>(() => ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive), Drafts.Ann));
        await held.RollbackAsync();

        Assert.Contains("another process keeps it locked", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive), Drafts.Ann)).Statement.Sequence);
    }

    [Fact]
    public async Task When_the_disk_was_full_and_has_room_again_the_store_goes_on()
    {
        await using FactStoreDatabase database = await FactStoreDatabase.OpenAsync(directory.File("facts.db"), TimeProvider.System);
        var ledger = new FeedbackLedger(database, TimeProvider.System);
        FeedbackDraft draft = Drafts.Of(FeedbackKind.FalsePositive) with { Message = new string('x', 10_000) };
        await ledger.AppendAsync(draft, Drafts.Ann);
        await BoundAsync(database, 1);

        var full = await Assert.ThrowsAsync<FactStoreException>(() => ledger.AppendAsync(draft, Drafts.Ann));
        await BoundAsync(database, int.MaxValue / 2);

        Assert.Contains("the disk is full", full.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await ledger.AppendAsync(draft, Drafts.Ann)).Statement.Sequence);
    }

    /// <summary>Pages that the file may have; not less than it has.</summary>
    private static Task<int> BoundAsync(FactStoreDatabase database, int pages) => database.WriteAsync(session => session.ExecuteAsync($"PRAGMA max_page_count = {pages}"), CancellationToken.None);

    [Theory, OnPostgresql]
    public async Task A_server_that_refuses_is_named_without_the_password(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        await (await PostgresCluster.SharedAsync()).CreateGuestAsync("right");

        await RefusedAsync(test.ConnectionString.Replace("Username=postgres", "Username=guest;Password=s3cret", StringComparison.Ordinal), "refuses the user or the password");
        await RefusedAsync(test.ConnectionString.Replace("Username=postgres", "Username=guest;Password=right", StringComparison.Ordinal), "make it the owner");
        await RefusedAsync(test.ConnectionString.Replace("Database=test", "Database=missing", StringComparison.Ordinal), "no such database");
    }

    private static async Task RefusedAsync(string connectionString, string because)
    {
        var refused = await Assert.ThrowsAsync<FactStoreException>(() => FactStoreDatabase.OpenAsync(connectionString, TimeProvider.System));
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refused.ToString(), StringComparison.Ordinal);
    }

    private static async Task RunAsync(string path, string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
