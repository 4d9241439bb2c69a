using System.Collections;
using System.Net;
using System.Net.Http.Json;
using Lad.Cli.Configuration;
using Lad.Cli.FactStore;
using Lad.Cli.Terminals;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Safety;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Telemetry;

namespace Lad.Cli.Tests.FactStore;

public sealed class FactStoreServiceTests : IDisposable
{
    private const string Anomaly = """
        {"@timestamp":"2026-11-21T10:00:00.000Z","message":"disk sda1 is full","service":{"name":"shop"},"event":{"kind":"alert","id":"0123456789abcdef0123456789abcdef"},"lad":{"anomaly":true,"score":0.999,"threshold":0.99,"fingerprint":"00000000000000ab","template":"disk <*> is full","model":{"name":"default","version":"v1"}}}
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryDirectory directory = new();
    private readonly SaidLines said = new();
    private readonly HttpClient client = new();

    public void Dispose()
    {
        client.Dispose();
        directory.Dispose();
    }

    [Fact]
    public async Task What_was_found_is_shown_and_what_is_said_is_published_until_it_is_stopped()
    {
        directory.Write("verdicts.jsonl", Anomaly + "\n");
        using var stop = new CancellationTokenSource();
        await using FactStoreService service = await FactStoreService.StartAsync(Plan(), Terminal(), default);
        Task running = service.RunAsync(stop.Token);

        await UntilAsync(async () => (await client.GetStringAsync(new Uri(service.Address, "api/v1/groups"))).Contains("disk sda1 is full", StringComparison.Ordinal) || running.IsFaulted);
        Assert.Equal(HttpStatusCode.Created, await SayAsync(service, "first"));
        await UntilAsync(() => Task.FromResult(Published().Count == 1 || running.IsFaulted));
        // Said just before the stop, it is published before the end.
        Assert.Equal(HttpStatusCode.Created, await SayAsync(service, "second"));
        await stop.CancelAsync();
        await running;

        Assert.Equal([(1, "first"), (2, "second")], Published().Select(statement => (statement.Sequence, statement.Reason)));
        await Assert.ThrowsAsync<HttpRequestException>(() => SayAsync(service, "third"));
    }

    [Fact]
    public async Task A_file_of_verdicts_is_read_on_from_where_it_was_unless_the_database_is_new()
    {
        directory.Write("verdicts.jsonl", Anomaly + "\n");
        await RunUntilShownAsync("disk sda1 is full");
        Assert.True(File.Exists(directory.PathTo("facts.db.cursor")));
        File.AppendAllText(directory.PathTo("verdicts.jsonl"), Anomaly.Replace("disk", "tape", StringComparison.Ordinal).Replace("00ab", "00cd", StringComparison.Ordinal).Replace("0123", "4567", StringComparison.Ordinal) + "\n");
        await RunUntilShownAsync("tape sda1 is full");

        foreach (string file in Directory.GetFiles(directory.Root, "facts.db*").Where(file => !file.EndsWith(".cursor", StringComparison.Ordinal))) File.Delete(file);
        await RunUntilShownAsync("disk sda1 is full");
    }

    [Fact]
    public async Task A_part_that_fails_for_good_ends_it_with_its_reason()
    {
        FactStorePlan plan = Plan() with { Anomalies = (_, _) => throw new SourceException("file:verdicts.jsonl", "is a directory") };
        await using FactStoreService service = await FactStoreService.StartAsync(plan, Terminal(), default);

        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => service.RunAsync(CancellationToken.None).WaitAsync(Patience));

        Assert.Contains("is a directory", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_measures_its_backlog_is_a_part_like_the_others()
    {
        using var instrumentation = new Instrumentation(nameof(What_measures_its_backlog_is_a_part_like_the_others));
        await using FactStoreService service = await FactStoreService.StartAsync(Plan() with { Anomalies = null }, Terminal(new BrokenWatchClock(), instrumentation), default);

        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(() => service.RunAsync(CancellationToken.None).WaitAsync(Patience));

        Assert.Equal("the clock is broken", failure.Message);
    }

    [Fact]
    public async Task What_was_said_is_published_also_when_a_part_fails_for_good()
    {
        FactStorePlan plan = Plan() with { Anomalies = FailAsync };
        await using FactStoreService service = await FactStoreService.StartAsync(plan, Terminal(), default);

        await Assert.ThrowsAsync<SourceException>(() => service.RunAsync(CancellationToken.None).WaitAsync(Patience));

        Assert.Equal("disk sda1 is full", Assert.Single(Published()).Message);

        static async Task<IRecordSource> FailAsync(FactStoreParts parts, CancellationToken cancellation)
        {
            var draft = new FeedbackDraft { Fingerprint = 0xab, Kind = FeedbackKind.FalsePositive, Message = "disk sda1 is full" };
            await parts.Ledger.AppendAsync(draft, new Actor("ann", Role.Editor), cancellation);
            throw new SourceException("file:verdicts.jsonl", "is a directory");
        }
    }

    [Fact]
    public async Task A_place_for_feedback_that_is_away_ends_nothing_and_what_is_said_waits()
    {
        Directory.CreateDirectory(directory.PathTo("feedback.jsonl"));
        using var stop = new CancellationTokenSource();
        await using (FactStoreService service = await FactStoreService.StartAsync(Plan() with { Anomalies = null }, Terminal(), default))
        {
            Task running = service.RunAsync(stop.Token);
            Assert.Equal(HttpStatusCode.Created, await SayAsync(service, "first"));
            await UntilAsync(() => Task.FromResult(Said().Contains("Feedback is not published for now", StringComparison.Ordinal)));
            await stop.CancelAsync();
            await running;
        }
        Assert.Contains("1 statements are not published yet", Said(), StringComparison.Ordinal);
        Directory.Delete(directory.PathTo("feedback.jsonl"));

        await using FactStoreService next = await FactStoreService.StartAsync(Plan() with { Anomalies = null }, Terminal(), default);
        using var end = new CancellationTokenSource();
        Task again = next.RunAsync(end.Token);
        await UntilAsync(() => Task.FromResult(Published().Count == 1 || again.IsFaulted));
        await end.CancelAsync();
        await again;
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_is_exit_code_1_and_one_line()
    {
        string file = directory.Write("no-database", "this is text, and has been for long enough to be none of SQLite's files");

        CommandLineResult result = await CommandLine.RunAsync("factstore", "--db", file, "--listen", "127.0.0.1:0", "--from", "file:" + directory.PathTo("verdicts.jsonl"));

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(file, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("should not have happened", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_would_let_everybody_in_is_told_before_anything_begins()
    {
        CommandLineResult result = await CommandLine.RunAsync("factstore", "--listen", "*:8181", "--db", directory.PathTo("facts.db"));

        Assert.Equal(ExitCode.Configuration, result.ExitCode);
        Assert.Contains("nobody has to sign in", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(directory.PathTo("facts.db")));
    }

    private async Task RunUntilShownAsync(string message)
    {
        using var stop = new CancellationTokenSource();
        await using FactStoreService service = await FactStoreService.StartAsync(Plan(), Terminal(), default);
        Task running = service.RunAsync(stop.Token);
        await UntilAsync(async () => running.IsFaulted || (await client.GetStringAsync(new Uri(service.Address, "api/v1/groups"))).Contains(message, StringComparison.Ordinal));
        await stop.CancelAsync();
        await running;
    }

    private async Task<HttpStatusCode> SayAsync(FactStoreService service, string reason)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync(new Uri(service.Address, "api/v1/feedback"), new { fingerprint = "00000000000000ab", kind = "false-positive", message = "disk sda1 is full", reason });
        return answer.StatusCode;
    }

    private List<FeedbackStatement> Published() =>
        File.Exists(directory.PathTo("feedback.jsonl")) ? [.. File.ReadAllText(directory.PathTo("feedback.jsonl")).Split('\n')[..^1].Select(line => FeedbackJson.Read(System.Text.Encoding.UTF8.GetBytes(line)).Statement)] : [];

    private FactStorePlan Plan()
    {
        var variables = new Hashtable
        {
            ["Lad__FactStore__Listen"] = "127.0.0.1:0",
            ["Lad__FactStore__ConnectionString"] = directory.PathTo("facts.db"),
            ["Lad__FactStore__From"] = "file:" + directory.PathTo("verdicts.jsonl"),
            ["Lad__Feedback__Location"] = "file:" + directory.PathTo("feedback.jsonl"),
            ["Lad__Model__Location"] = "models:" + directory.PathTo("models"),
        };
        return FactStorePlan.Of(EffectiveSettings.Load(null, variables, SettingLayer.Empty), Terminal());
    }

    private Terminal Terminal(TimeProvider? clock = null, Instrumentation? instrumentation = null) => new()
    {
        Output = TextWriter.Null,
        Error = said,
        OpenInput = () => Stream.Null,
        OpenOutput = () => Stream.Null,
        Variables = new Hashtable(),
        Clock = clock ?? TimeProvider.System,
        Instrumentation = instrumentation,
    };

    private string Said() => string.Join('\n', said.Lines);

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "It did not come to it in time.");
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Fails at the first pause of the watch of the backlog.</summary>
    private sealed class BrokenWatchClock : TimeProvider
    {
        private int failures;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            dueTime == BacklogWatch.Every && Interlocked.Increment(ref failures) == 1 ? throw new InvalidOperationException("the clock is broken") : base.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>Takes lines from all threads.</summary>
    private sealed class SaidLines : StringWriter
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = [];

        public override void WriteLine(string? value) => Lines.Enqueue(value ?? "");
    }
}
