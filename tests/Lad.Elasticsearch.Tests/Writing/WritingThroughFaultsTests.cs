using Lad.Elasticsearch.StandIn.Failing;
using Lad.Elasticsearch.StandIn.Http;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Tests;
using Lad.Pipeline.Tests.Graph;
using Xunit.Abstractions;

namespace Lad.Elasticsearch.Tests.Writing;

/// <summary>A cluster that is overloaded, resets connections, refuses documents and goes away: nothing is lost, and all books are exact.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class WritingThroughFaultsTests(ITestOutputHelper output)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("LAD_TEST_LONG") == "1";

    [Fact]
    public async Task Nothing_is_lost_through_rejections_mapping_errors_resets_and_an_outage()
    {
        int lines = Long ? 200_000 : 20_000;
        TimeSpan outage = TimeSpan.FromSeconds(Long ? 60 : 2);
        await using StandInRun run = await StandInRun.StartAsync();
        run.Server.Faults.ItemShare = 0.2;
        run.Server.Faults.MappingErrorMark = "marked";
        FaultRule before = run.Server.Faults.Add(new FaultRule(new RequestFault.Reset()) { Share = 0.1, When = IsBulk });
        FaultRule after = run.Server.Faults.Add(new FaultRule(new RequestFault.LostAnswer()) { Share = 0.1, When = IsBulk });
        FaultRule within = run.Server.Faults.Add(new FaultRule(new RequestFault.ResetInAnswer()) { Share = 0.05, When = IsBulk });
        var source = new ListSource(StandInRun.Lines(lines, IsMarked));
        long heap = 0;
        Task<GraphReport> running = run.RunAsync(source);

        await Until(() => run.Sink.Counters.Created > lines / 4);
        await run.Server.StopAsync();
        long atOutage = GC.GetTotalMemory(forceFullCollection: true);
        for (TimeSpan past = TimeSpan.Zero; past < outage; past += TimeSpan.FromMilliseconds(500))
        {
            await Task.Delay(500);
            heap = Math.Max(heap, GC.GetTotalMemory(forceFullCollection: true));
        }
        Assert.False(running.IsCompleted);
        await run.Server.StartAgainAsync();
        GraphReport report = await running;

        output.WriteLine($"{lines} lines, outage {outage}: {report.Elapsed}; requests {run.Sink.Counters.Requests}, resets {before.Hits}, lost answers {after.Hits}, cut answers {within.Hits}; created {run.Sink.Counters.Created}, duplicates {run.Sink.Counters.Duplicates}, refused {run.Sink.Counters.Refused}, retried {run.Sink.Counters.Retried}; most under way {source.MostUnacknowledged} of {run.Capacity}; heap at the outage {atOutage / 1e6:F1} MB, most {heap / 1e6:F1} MB");
        run.AssertNothingLost(report, lines, IsMarked);
        Assert.True(before.Hits > 0 && after.Hits > 0 && within.Hits > 0);
        Assert.True(run.Sink.Counters.Duplicates > 0 && run.Sink.Counters.Retried > lines / 8);
        Assert.InRange(source.MostUnacknowledged, 1, run.Capacity);
        Assert.InRange(heap - atOutage, long.MinValue, 150_000_000);
    }

    [Fact]
    public async Task With_the_defaults_an_outage_takes_no_more_memory_than_is_stated()
    {
        await using StandInRun run = await StandInRun.StartAsync(sink: new() { Patience = StandInRun.Quick.Patience }, batchSize: 512);
        await run.Server.StopAsync();
        var source = new ListSource(StandInRun.Lines(100_000));
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Task<GraphReport> running = run.RunAsync(source);

        await Until(() => source.Read == run.Capacity && run.Sink.Counters.Requests > 20);
        long taken = GC.GetTotalMemory(forceFullCollection: true) - before;
        await run.Server.StartAgainAsync();

        output.WriteLine($"{run.Capacity} records under way, {run.Sink.BatchesOnTheWay} batches more for the sink, take {taken / 1e6:F1} MB");
        run.AssertNothingLost(await running, 100_000);
        Assert.InRange(taken, 0, 200_000_000);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Items_of_shards_that_are_away_are_written_once_these_are_back(int status)
    {
        await using StandInRun run = await StandInRun.StartAsync();
        run.Server.Faults.ItemShare = 0.3;
        run.Server.Faults.ItemStatus = status;

        GraphReport report = await run.RunAsync(new ListSource(StandInRun.Lines(3000)));

        run.AssertNothingLost(report, 3000);
        Assert.True(run.Sink.Counters.Retried > 300);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Whole_requests_that_are_turned_away_are_sent_again(int status)
    {
        await using StandInRun run = await StandInRun.StartAsync();
        FaultRule rule = run.Server.Faults.Add(new FaultRule(new RequestFault.Status(status)) { Share = 0.5, When = IsBulk });

        GraphReport report = await run.RunAsync(new ListSource(StandInRun.Lines(3000)));

        run.AssertNothingLost(report, 3000);
        Assert.True(rule.Hits > 0);
    }

    [Fact]
    public async Task A_server_that_takes_small_requests_alone_gets_all_of_it()
    {
        await using StandInRun run = await StandInRun.StartAsync(new() { MaxContentBytes = 40_000 });
        string[] lines = StandInRun.Lines(5000);
        lines[1234] = new string('x', 50_000);

        GraphReport report = await run.RunAsync(new ListSource(lines));

        Assert.Equal((4999L, 1L), (report.Counters.Scored, report.Counters.DeadLettered));
        Assert.Equal([1234L], run.DeadLetters.Offsets);
        Assert.Equal(4999, run.Server.State.Count(SinkFixture.Scored));
        run.Server.AssertContract();
    }

    [Fact]
    public async Task A_refusal_says_which_index_and_why()
    {
        await using StandInRun run = await StandInRun.StartAsync();
        run.Server.Faults.MappingErrorMark = "marked";

        GraphReport report = await run.RunAsync(new ListSource(StandInRun.Lines(300, IsMarked)));

        run.AssertNothingLost(report, 300, IsMarked);
        Assert.Equal(3, run.Sink.Counters.FailureStoreNotEnabled);
    }

    private static bool IsMarked(int line) => line % 100 == 99;

    private static bool IsBulk(ApiRequest request) => request.IsBulk;

    private static async Task Until(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!condition()) await Task.Delay(5, deadline.Token);
    }
}
