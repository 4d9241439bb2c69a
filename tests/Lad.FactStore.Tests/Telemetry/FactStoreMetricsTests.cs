using Lad.FactStore.Anomalies;
using Lad.FactStore.Auditing;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Models;
using Lad.FactStore.Status;
using Lad.FactStore.Telemetry;
using Lad.FactStore.Tests.Anomalies;
using Lad.FactStore.Tests.Feedback;
using Lad.FactStore.Tests.Hosting;
using Lad.FactStore.Tests.Models;
using Lad.FactStore.Tests.Safety;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Feedback.Telemetry;
using Lad.Pipeline.Models;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Tests;
using Lad.Pipeline.Tests.Graph;

namespace Lad.FactStore.Tests.Telemetry;

public sealed class FactStoreMetricsTests : IDisposable
{
    private readonly Instrumentation instrumentation = new(nameof(FactStoreMetricsTests));
    private readonly MetricReadings readings;

    public FactStoreMetricsTests() => readings = new MetricReadings(instrumentation);

    public void Dispose()
    {
        readings.Dispose();
        instrumentation.Dispose();
    }

    [Fact]
    public async Task What_came_in_is_counted_as_what_became_of_it()
    {
        await using TestStore store = await TestStore.StartAsync();
        _ = new FactStoreMetrics(instrumentation, store.Parts);
        string[] lines = [.. Enumerable.Range(0, 100).Select(i => i % 10 == 7 ? ScoredLines.Normal : i % 50 == 5 ? "no record" : ScoredLines.Of(i / 2))];
        await using var source = new ListSource(lines);
        FactStoreParts parts = store.Parts;
        await new AnomalyIngest(parts.Archive, parts.Tail, parts.Status, TimeProvider.System).RunAsync(source, CancellationToken.None);
        parts.Status.LeaveOut(3);
        IReadOnlyDictionary<string, double> seen = readings.Read();

        Assert.Equal(100, seen["lad.factstore.received.records"]);
        Assert.Equal((10, 2, 3), (seen["lad.factstore.anomalies{outcome=passed-over}"], seen["lad.factstore.anomalies{outcome=refused}"], seen["lad.factstore.anomalies{outcome=left-out}"]));
        Assert.Equal((await parts.Archive.ListAsync(new AnomalyQuery { Limit = 1_000 })).Items.Count, seen["lad.factstore.anomalies{outcome=stored}"]);
        Assert.Equal(88, seen["lad.factstore.anomalies{outcome=stored}"] + seen["lad.factstore.anomalies{outcome=duplicate}"]);
        Assert.Equal(1, seen["lad.factstore.part.healthy{part=ingest}"]);
        parts.Status.Say("ingest", false, "the database is away");
        Assert.Equal(0, readings.Read()["lad.factstore.part.healthy{part=ingest}"]);
    }

    [Fact]
    public async Task A_statement_counts_when_it_is_accepted_and_once_however_often_it_is_asked_for()
    {
        await using TestStore store = await TestStore.StartAsync();
        FeedbackLedger ledger = store.Parts.Ledger;
        _ = new StatementMetrics(instrumentation, ledger.Counters);
        FeedbackDraft named = Drafts.Of(FeedbackKind.FalsePositive) with { RequestId = "r1" };
        await ledger.AppendAsync(named, Drafts.Ann);
        await ledger.AppendAsync(named, Drafts.Ann);
        await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive), Drafts.Ann);
        await ledger.AppendAsync(Drafts.Retraction(1), Drafts.Ann);
        await Assert.ThrowsAsync<FeedbackRefusedException>(() => ledger.AppendAsync(Drafts.Of(FeedbackKind.Snooze, until: DateTimeOffset.UnixEpoch), Drafts.Ann));
        IReadOnlyDictionary<string, double> seen = readings.Read();

        Assert.Equal(2, seen["lad.feedback.statements{kind=false-positive}"]);
        Assert.Equal(1, seen["lad.feedback.statements{kind=retraction}"]);
        Assert.Equal(0, seen["lad.feedback.statements{kind=snooze}"]);
    }

    [Fact]
    public async Task What_waits_to_be_published_is_shown_once_somebody_looked()
    {
        await using TestStore store = await TestStore.StartAsync();
        FactStoreParts parts = store.Parts;
        _ = new FactStoreMetrics(instrumentation, parts);
        Assert.DoesNotContain("lad.factstore.outbox.statements", readings.Read().Keys);
        await parts.Ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive), Drafts.Ann);
        using var stop = new CancellationTokenSource();
        Task watching = new BacklogWatch(parts.Ledger, parts.Status, store.Clock).RunAsync(stop.Token);
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        for (int i = 0; parts.Status.Snapshot().Outbox is not { Age.TotalSeconds: >= 1 } && i < 3_000; i++)
        {
            store.Clock.Advance(BacklogWatch.Every);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
        IReadOnlyDictionary<string, double> seen = readings.Read();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);

        Assert.Equal(1, seen["lad.factstore.outbox.statements"]);
        Assert.True(seen["lad.factstore.outbox.age"] >= 1);
    }

    [Fact]
    public async Task Who_enters_who_is_refused_and_who_looks_on_are_counted()
    {
        await using TestStore store = await TestStore.WithTokensAsync();
        _ = new FactStoreMetrics(instrumentation, store.Parts);
        using var browser = new Browser(store.Address);
        using HttpResponseMessage wrong = await browser.SignInAsync("wrong-token-0123456789abcdef");
        using HttpResponseMessage right = await browser.SignInAsync(TestStore.EditorToken);
        using var stop = new CancellationTokenSource();
        IAsyncEnumerator<(AnomalyRecord, long)> viewer = store.Parts.Tail.WatchAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        ValueTask<bool> waiting = viewer.MoveNextAsync();
        IReadOnlyDictionary<string, double> seen = readings.Read();
        await stop.CancelAsync();
        Assert.False(await waiting);

        Assert.Equal((1, 1), (seen["lad.factstore.sign_ins{outcome=accepted}"], seen["lad.factstore.sign_ins{outcome=refused}"]));
        Assert.Equal(1, seen["lad.factstore.live.viewers"]);
    }

    [Fact]
    public async Task A_rollback_counts_when_it_was_done()
    {
        using var directory = new TemporaryDirectory();
        await using TestStore store = await TestStore.StartAsync();
        var library = new ModelDirectory(directory.Path);
        var catalogue = new ModelCatalogue(library, store.Parts.Audit, store.Clock);
        _ = new FactStoreMetrics(instrumentation, store.Parts with { Models = catalogue });
        await library.History("shop").PublishAsync(SampleModels.Of("v1", SampleModels.Template("started")));
        await library.History("shop").PublishAsync(SampleModels.Of("v2", SampleModels.Template("started")));
        await catalogue.RollbackAsync("shop", "v1", Drafts.Ann);
        await Assert.ThrowsAsync<UnknownModelException>(() => catalogue.RollbackAsync("shop", "v9", Drafts.Ann));

        Assert.Equal(1, readings.Read()["lad.factstore.rollbacks"]);
    }
}
