using System.Net;
using System.Net.Sockets;
using Lad.Cli.Doctor;
using Lad.Cli.Doctor.Stores;
using Lad.FactStore.Storage;
using Microsoft.Data.Sqlite;

namespace Lad.Cli.Tests.Doctor.Stores;

public sealed class FactStoreCheckTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string Database => directory.PathTo("facts.db");

    [Fact]
    public async Task A_database_that_is_missing_is_not_made()
    {
        Assert.Equal(FindingState.Ok, (await LookAsync()).Only("is not there yet").State);
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task A_database_of_this_release_is_well_and_one_of_a_later_release_is_a_fault()
    {
        await (await FactStoreDatabase.OpenAsync(Database, TimeProvider.System)).DisposeAsync();
        IReadOnlyList<Finding> same = await LookAsync();
        Execute("INSERT INTO fact_store_migrations (number, name, applied_at) VALUES (9999, 'later', 0)");
        IReadOnlyList<Finding> later = await LookAsync();

        Assert.Equal(FindingState.Ok, same.Only("as this lad wants it").State);
        Assert.Equal(FindingState.Fault, later.Only("made by a later lad").State);
    }

    [Fact]
    public async Task A_database_of_an_earlier_release_is_a_warning_and_stays_as_it_is()
    {
        await (await FactStoreDatabase.OpenAsync(Database, TimeProvider.System)).DisposeAsync();
        Execute("DELETE FROM fact_store_migrations WHERE number > 1");

        Assert.Equal(FindingState.Warning, (await LookAsync()).Only("the next start upgrades it").State);
        Assert.Equal(FindingState.Warning, (await LookAsync()).Only("has schema 1 of").State);
    }

    [Fact]
    public async Task A_database_whose_process_died_keeps_its_log_and_one_that_was_closed_gets_no_file_beside_it()
    {
        await (await FactStoreDatabase.OpenAsync(Database, TimeProvider.System)).DisposeAsync();
        FindingState closed = (await LookAsync()).Only("as this lad wants it").State;
        string[] beside = Directory.GetFiles(directory.Root);
        string dead = directory.PathTo("dead.db");
        using (var connection = new SqliteConnection($"Data Source={Database}"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "INSERT INTO fact_store_migrations (number, name, applied_at) VALUES (9999, 'later', 0)";
            command.ExecuteNonQuery();
            foreach (string part in new[] { "", "-wal", "-shm" }) File.Copy(Database + part, dead + part);
        }
        (byte[] file, byte[] log) = (File.ReadAllBytes(dead), File.ReadAllBytes(dead + "-wal"));

        IReadOnlyList<Finding> findings = await LookAsync(("FactStore:ConnectionString", dead));

        Assert.Equal(FindingState.Ok, closed);
        Assert.Equal([Database], beside);
        Assert.Equal(FindingState.Fault, findings.Only("has schema 9999").State);
        Assert.NotEmpty(log);
        Assert.Equal(file, File.ReadAllBytes(dead));
        Assert.Equal(log, File.ReadAllBytes(dead + "-wal"));
    }

    [Fact]
    public async Task The_database_of_another_program_and_a_file_that_is_none_are_faults()
    {
        Execute("CREATE TABLE orders (id INTEGER)");
        IReadOnlyList<Finding> foreign = await LookAsync();
        SqliteConnection.ClearAllPools();
        File.WriteAllText(Database, new string('x', 5000));
        IReadOnlyList<Finding> none = await LookAsync();

        Assert.Equal(FindingState.Fault, foreign.Only("another program").State);
        Assert.Equal(FindingState.Fault, none.Only("no SQLite database").State);
    }

    [Fact]
    public async Task Tokens_that_others_can_read_are_a_warning_and_are_not_shown()
    {
        if (OperatingSystem.IsWindows()) return;
        const string token = "0123456789abcdef0123456789abcdef";
        string file = directory.Write("tokens", $"alice editor {token}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        IReadOnlyList<Finding> open = await LookAsync(("FactStore:TokenFile", file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        IReadOnlyList<Finding> closed = await LookAsync(("FactStore:TokenFile", file));

        Assert.Contains("chmod 600", open.Only("can be read by other users").Text, StringComparison.Ordinal);
        Assert.Equal(FindingState.Ok, closed.Only("for this user alone").State);
        Assert.All(open.Concat(closed), finding => Assert.DoesNotContain(token, finding.Text + finding.Advice, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_that_somebody_has_is_told()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        Assert.Contains("/health/live", (await LookAsync(("FactStore:Listen", other.LocalEndpoint.ToString()!))).Only("something listens").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_fault_without_its_password()
    {
        IReadOnlyList<Finding> findings = await LookAsync(("FactStore:ConnectionString", "Host=127.0.0.1;Port=1;Database=lad;Username=lad;Password=hunter2"));

        Assert.Contains(findings, finding => finding.State == FindingState.Fault);
        Assert.All(findings, finding => Assert.DoesNotContain("hunter2", finding.Text + finding.Advice, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        directory.Dispose();
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database}");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Task<IReadOnlyList<Finding>> LookAsync(params (string, string)[] settings) =>
        Examined.FindingsAsync(new FactStoreCheck(Examined.ScopeOf("factstore", [("FactStore:ConnectionString", Database), ("FactStore:Listen", "127.0.0.1:0"), .. settings])).LookAsync);
}
