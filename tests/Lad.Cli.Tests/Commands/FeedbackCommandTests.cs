using System.Collections;
using System.Text.Json;
using Lad.Pipeline.Feedback;

namespace Lad.Cli.Tests.Commands;

public sealed class FeedbackCommandTests : IDisposable
{
    private const string First = "9f2c1a04e6b81d37", Second = "00000000000000ff";

    private readonly TemporaryDirectory directory = new();

    private string Published => directory.PathTo("feedback.jsonl");

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task What_is_said_is_kept_published_and_listed()
    {
        CommandLineResult said = await RunAsync("add", "--false-positive", First, "--reason", "nightly backup", "--message", "backup took 12 s", "--author", "ann");
        Assert.True(said.ExitCode == ExitCode.Done, said.Error);
        FeedbackStatement statement = Read(said.Output);
        Assert.Equal((1, 0x9f2c1a04e6b81d37, FeedbackKind.FalsePositive, "ann", "nightly backup", "backup took 12 s"), (statement.Sequence, statement.Fingerprint, statement.Kind, statement.Author, statement.Reason, statement.Message));
        await RunAsync("add", "--snooze", "2h", Second, "--message", "disk full");

        FeedbackEntry[] published = [.. (await File.ReadAllLinesAsync(Published)).Select(static line => FeedbackJson.Read(System.Text.Encoding.UTF8.GetBytes(line)))];
        Assert.Equal([1, 2], published.Select(static entry => entry.Statement.Sequence));
        Assert.Equal(FeedbackKind.FalsePositive, published[0].State.Judgement!.Kind);
        Assert.Equal([1, 2], (await ListAsync()).Select(static listed => listed.Sequence));
    }

    [Fact]
    public async Task Where_the_store_publishes_elsewhere_for_all_that_is_known_what_is_said_waits_for_it()
    {
        string[] here = ["--db", directory.PathTo("facts.db")];
        CommandLineResult said = await CommandLine.RunAsync(["feedback", "add", "--false-positive", First, "--message", "x", "--brokers", "127.0.0.1:1", .. here]);

        Assert.True(said.ExitCode == ExitCode.Done, said.Error);
        Assert.Contains("waiting for the fact store to publish them: 1", said.Error, StringComparison.Ordinal);
        await RunAsync("add", "--true-positive", Second, "--message", "y");
        Assert.Equal(2, (await File.ReadAllLinesAsync(Published)).Length);
    }

    [Fact]
    public async Task What_is_retracted_is_no_longer_in_force_and_stays_in_the_history()
    {
        await RunAsync("add", "--true-positive", First, "--message", "x");
        await RunAsync("add", "--false-positive", First, "--message", "x");
        await RunAsync("add", "--schedule", "daily 02:00-04:00 Europe/Berlin", Second, "--message", "y");

        Assert.Equal(ExitCode.Done, (await RunAsync("retract", "2", "--reason", "wrong button")).ExitCode);
        Assert.Equal([1, 3], (await ListAsync()).Select(static listed => listed.Sequence));
        Assert.Equal(ExitCode.Done, (await RunAsync("retract", Second)).ExitCode);
        Assert.Equal([1], (await ListAsync()).Select(static listed => listed.Sequence));
        Assert.Equal(5, (await ListAsync("--all")).Length);
        Assert.Equal(ExitCode.Failed, (await RunAsync("retract", "77")).ExitCode);
    }

    [Fact]
    public async Task An_export_is_imported_elsewhere_once()
    {
        await RunAsync("add", "--false-positive", First, "--message", "=cmd()|x");
        await RunAsync("add", "--true-positive", Second, "--message", "y");
        await RunAsync("retract", "1");
        string export = (await RunAsync("export")).Output;
        Assert.Equal(3, export.TrimEnd().Split('\n').Length);
        Assert.Contains("\"'=cmd()|x\"", (await RunAsync("export", "--csv")).Output, StringComparison.Ordinal);

        for (int turn = 0; turn < 2; turn++)
        {
            CommandLineResult imported = await WithAsync(export, "other", "import", "-", "--author", "bob");
            Assert.True(imported.ExitCode == ExitCode.Done, imported.Error);
            Assert.Contains("3 statements imported, 0 lines refused", imported.Error, StringComparison.Ordinal);
        }

        FeedbackStatement[] made = [.. (await WithAsync("", "other", "list", "--all")).Output.TrimEnd().Split('\n').Select(Read)];
        Assert.Equal([(1, "bob", FeedbackKind.FalsePositive), (2, "bob", FeedbackKind.TruePositive), (3, "bob", FeedbackKind.Retraction)], made.Select(static one => ((int)one.Sequence, one.Author, one.Kind)));
        CommandLineResult broken = await WithAsync("no json\n", "other", "import", "-");
        Assert.Equal(ExitCode.Failed, broken.ExitCode);
        Assert.Contains("line 1:", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scored_record_says_itself_what_it_is_about()
    {
        string log = directory.Write("app.log", string.Concat(Enumerable.Range(0, 400).Select(static i => $"job {i} started on host-{i % 7}\n")));
        string models = "models:" + directory.PathTo("models");
        await CommandLine.RunAsync("train", "--from", "file:" + log, "--model", models);
        string record = (await CommandLine.RunAsync(new Hashtable(), "kernel panic on cpu 3\n", "score", "--model", models, "--feedback", "file:" + directory.PathTo("none.jsonl"))).Output;

        FeedbackStatement read = Read((await WithAsync(record, "facts", "add", "--true-positive")).Output);
        FeedbackStatement named = Read((await WithAsync("", "facts", "add", "--false-positive", "--message", "kernel panic on cpu 9", "--model", models)).Output);

        using var scored = JsonDocument.Parse(record);
        Assert.Equal(Convert.ToUInt64(scored.RootElement.GetProperty("lad").GetProperty("fingerprint").GetString(), 16), read.Fingerprint);
        Assert.Equal(("kernel panic on cpu 3", 32), (read.Message, read.EventId.Length));
        Assert.StartsWith("default/", read.Model, StringComparison.Ordinal);
        Assert.Equal(read.Fingerprint, named.Fingerprint);
    }

    [Theory]
    [InlineData("one of", "add", First)]
    [InlineData("one of", "add", "--false-positive", "--true-positive", First)]
    [InlineData("no fingerprint", "add", "--false-positive", "xyz")]
    [InlineData("--snooze", "add", "--snooze", "soon", First)]
    [InlineData("--until", "add", "--until", "soon", First)]
    [InlineData("--schedule", "add", "--schedule", "sometimes", First)]
    [InlineData("passed", "add", "--until", "2020-01-01T00:00:00Z", First)]
    [InlineData("standard input is empty", "add", "--false-positive")]
    [InlineData("no fingerprint", "retract", "abc")]
    [InlineData("knows by the token", "add", "--false-positive", First, "--server", "http://127.0.0.1:1", "--author", "ann")]
    public async Task What_cannot_be_meant_is_refused_with_what_would_be(string because, params string[] arguments)
    {
        CommandLineResult result = await RunAsync(arguments);
        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains(because, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_named()
    {
        CommandLineResult result = await RunAsync("list", "--server", "http://127.0.0.1:1");
        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("the fact store at http://127.0.0.1:1/api/v1/ cannot be reached", result.Error, StringComparison.Ordinal);
    }

    private static FeedbackStatement Read(string line) => FeedbackJson.ReadStatement(System.Text.Encoding.UTF8.GetBytes(line.Trim()));

    private async Task<FeedbackStatement[]> ListAsync(params string[] more)
    {
        CommandLineResult result = await RunAsync(["list", .. more]);
        Assert.True(result.ExitCode == ExitCode.Done, result.Error);
        return [.. result.Output.TrimEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)];
    }

    private Task<CommandLineResult> RunAsync(params string[] arguments) => WithAsync("", "facts", arguments);

    private Task<CommandLineResult> WithAsync(string input, string database, params string[] arguments) =>
        CommandLine.RunAsync(new Hashtable(), input, ["feedback", .. arguments, "--db", directory.PathTo(database + ".db"), "--feedback", "file:" + (database == "facts" ? Published : directory.PathTo(database + ".jsonl"))]);
}
