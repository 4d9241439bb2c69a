using System.Globalization;
using System.Text;
using Lad.Detection;
using Lad.Elasticsearch.Reading;
using Lad.Elasticsearch.Tests.Reading;
using Lad.Elasticsearch.Tests.Writing;
using Lad.Elasticsearch.Writing;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources.Cursors;
using Lad.Pipeline.Tests;
using Lad.Pipeline.Tests.Graph;
using Lad.Pipeline.Tests.Models;
using Xunit.Abstractions;

namespace Lad.Elasticsearch.Tests.Scoring;

/// <summary>From Elasticsearch through the graph to Elasticsearch, while processes die.</summary>
public sealed class ScoredOnceTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 10;
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Documents_that_arrive_out_of_order_have_one_verdict_each_by_event_id_however_often_the_scorer_is_killed()
    {
        int count = Environment.GetEnvironmentVariable("LAD_TEST_LONG") == "1" ? 200_000 : 10_000;
        await using var fixture = await SourceFixture.StartAsync(server => server with { RefreshInterval = TimeSpan.FromSeconds(1), CheckContract = false });
        long began = TimeProvider.System.GetTimestamp();
        Arrivals.Schedule(fixture, count);
        long received = 0;
        for (int life = 0; life <= Kills; life++)
        {
            int share = count * (life + 1) / (Kills + 1);
            received += await LiveAsync(fixture, () => fixture.Server.State.Count(SinkFixture.Scored) >= share, isKilled: life < Kills);
        }

        string[] expected = [.. fixture.Server.State.Documents("app-*").Select(document => EventId.Of(Encoding.UTF8.GetBytes(document.Index), Encoding.UTF8.GetBytes(document.Id)).ToString())];
        Assert.Equal(count, expected.Length);
        Assert.Equal(expected.Order(StringComparer.Ordinal), fixture.Server.State.Documents(SinkFixture.Scored).Select(document => document.Id).Order(StringComparer.Ordinal));
        Assert.Equal(count, fixture.Server.Counters.Created);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count:N0} documents, {Kills} kills: {received:N0} read, {fixture.Server.Counters.Conflicts:N0} verdicts were there already; {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s"));
    }

    private async Task<long> LiveAsync(SourceFixture fixture, Func<bool> isDone, bool isKilled)
    {
        var store = new MortalStore(new FileCursorStore(Path.Combine(directory.Path, "cursor")));
        ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { Index = "app-*", Follow = true }, store);
        await using var sink = new ElasticsearchVerdictSink(fixture.Client, StandInRun.Quick, TimeProvider.System);
        var options = new GraphOptions { Parallelism = 2, DrainDeadline = isKilled ? TimeSpan.Zero : TimeSpan.FromMinutes(1) };
        var graph = new DataflowScoringGraph(new ModelSlot(new Detector(SampleModels.Of("v1"))), options, ScriptedStage.Row());
        using var stop = new CancellationTokenSource();
        Task<GraphReport> run = graph.RunAsync(new GraphEnds(source, sink, new DiscardingDeadLetterSink()), stop.Token);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while (!isDone() && !run.IsCompleted) await Task.Delay(1, deadline.Token);
        if (isKilled) await store.DieAsync();
        await stop.CancelAsync();
        GraphReport report = await run;
        if (!isKilled) await source.DisposeAsync();
        Assert.NotEqual(GraphEnd.SourceEnded, report.End);
        return report.Counters.Received;
    }
}
