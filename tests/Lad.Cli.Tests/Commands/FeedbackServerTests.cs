using System.Collections;
using System.Globalization;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Auditing;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Status;
using Lad.FactStore.Storage;
using Lad.Pipeline.Feedback;

namespace Lad.Cli.Tests.Commands;

/// <summary>The same against a running fact store, by its API.</summary>
public sealed class FeedbackServerTests : IAsyncLifetime, IDisposable
{
    private const string Token = "a-token-that-nobody-would-guess-0123456789";
    private readonly TemporaryDirectory directory = new();
    private FactStoreDatabase database = null!;
    private FactStoreHost host = null!;

    public async Task InitializeAsync()
    {
        database = await FactStoreDatabase.OpenAsync(directory.PathTo("facts.db"), TimeProvider.System);
        var parts = new FactStoreParts
        {
            Database = database,
            Ledger = new FeedbackLedger(database, TimeProvider.System),
            Archive = new AnomalyArchive(database, TimeProvider.System),
            Tail = new LiveTail(),
            Audit = new AuditTrail(database, TimeProvider.System),
            Status = new PipelineStatus(TimeProvider.System),
            Clock = TimeProvider.System,
        };
        string tokens = directory.Write("tokens", $"ann editor {Token}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(tokens, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        host = await FactStoreHost.StartAsync(new FactStoreOptions { Port = 0, TokenFile = tokens }, parts, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await database.DisposeAsync();
    }

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task What_is_said_is_the_tokens_owners_and_is_listed_retracted_and_exported()
    {
        CommandLineResult said = await RunAsync("add", "--false-positive", "9f2c1a04e6b81d37", "--message", "köln: <b>x</b>", "--reason", "known");
        Assert.True(said.ExitCode == ExitCode.Done, said.Error);
        FeedbackStatement statement = Read(said.Output);
        Assert.Equal((1, "ann", "köln: <b>x</b>", "known"), (statement.Sequence, statement.Author, statement.Message, statement.Reason));
        await RunAsync("add", "--until", TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), "00000000000000ff", "--message", "disk full");
        Assert.Equal(2, (await RunAsync("list")).Output.TrimEnd().Split('\n').Length);

        Assert.Equal(ExitCode.Done, (await RunAsync("retract", "1")).ExitCode);
        Assert.Equal(2, Read((await RunAsync("list")).Output).Sequence);
        string export = (await RunAsync("export")).Output;
        Assert.Equal(3, export.TrimEnd().Split('\n').Length);
        CommandLineResult again = await CommandLine.RunAsync(new Hashtable(), export, "feedback", "import", "-", "--server", host.Address.ToString(), "--token-file", TokenFile());
        Assert.True(again.ExitCode == ExitCode.Done, again.Error);
        Assert.Contains("3 statements imported", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_and_with_nonsense_it_is_refused_with_the_reason()
    {
        CommandLineResult stranger = await CommandLine.RunAsync("feedback", "list", "--server", host.Address.ToString());
        Assert.Equal(ExitCode.Failed, stranger.ExitCode);
        Assert.Contains("refuses with 401", stranger.Error, StringComparison.Ordinal);
        Assert.Contains("--token-file", stranger.Error, StringComparison.Ordinal);
        CommandLineResult missing = await RunAsync("add", "--false-positive", "--event", new string('a', 32));
        Assert.Equal(ExitCode.Usage, missing.ExitCode);
        Assert.Contains("is not kept", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_refused_is_named_and_those_behind_it_are_imported()
    {
        const string lines = """
            {"sequence":1,"fingerprint":"00000000000000fe","kind":"snooze","message":"x","author":"ann","at":"2020-01-01T00:00:00Z","until":"2020-01-02T00:00:00Z"}
            {"sequence":2,"fingerprint":"00000000000000ff","kind":"false-positive","message":"y","author":"ann","at":"2020-01-01T00:00:00Z"}
            """;

        CommandLineResult imported = await CommandLine.RunAsync(new Hashtable(), lines, "feedback", "import", "-", "--server", host.Address.ToString(), "--token-file", TokenFile());

        Assert.Equal(ExitCode.Failed, imported.ExitCode);
        Assert.Contains("line 1: ", imported.Error, StringComparison.Ordinal);
        Assert.Contains("has passed", imported.Error, StringComparison.Ordinal);
        Assert.Contains("1 statements imported, 1 lines refused", imported.Error, StringComparison.Ordinal);
        Assert.Equal(0xffUL, Read((await RunAsync("list")).Output).Fingerprint);
    }

    [Theory]
    [InlineData("http://facts.invalid")]
    [InlineData("http://192.0.2.1:8181")]
    public async Task A_token_does_not_cross_a_network_unencrypted(string server)
    {
        CommandLineResult refused = await CommandLine.RunAsync("feedback", "list", "--server", server, "--token-file", TokenFile());

        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains("FactStore:AllowCleartext", refused.Error, StringComparison.Ordinal);
    }

    private static FeedbackStatement Read(string line) => FeedbackJson.ReadStatement(System.Text.Encoding.UTF8.GetBytes(line.Trim()));

    private string TokenFile() => directory.Write("token", Token);

    private Task<CommandLineResult> RunAsync(params string[] arguments) => CommandLine.RunAsync(["feedback", .. arguments, "--server", host.Address.ToString(), "--token-file", TokenFile()]);
}
