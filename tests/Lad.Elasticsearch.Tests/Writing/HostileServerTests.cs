using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.StandIn.Failing;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Tests;
using Lad.Pipeline.Tests.Graph;

namespace Lad.Elasticsearch.Tests.Writing;

/// <summary>Servers that answer what Elasticsearch would not: an error that says so, in bounded time, or another try when that may help.</summary>
public sealed class HostileServerTests
{
    private static readonly ElasticsearchOptions Strict = new() { RequestTimeout = TimeSpan.FromSeconds(2), MaxResponseBytes = 1 << 20 };

    public static TheoryData<RequestFault> Impossible =>
    [
        new RequestFault.Body("<html><body>Welcome!</body></html>", "text/html"),
        new RequestFault.Body("{\"acknowledged\":true}"),
        new RequestFault.Body("{\"errors\":false,\"items\":[]}"),
        new RequestFault.Body("{\"errors\":false,\"items\":[{\"create\":{}}]}"),
        new RequestFault.Body(""),
        new RequestFault.EndlessBody(),
        new RequestFault.Truncated(),
        new RequestFault.MissingItem(),
        new RequestFault.Redirect(new Uri("http://elsewhere.invalid/_bulk")),
        new RequestFault.Status(400),
        new RequestFault.Status(401),
        new RequestFault.Status(403),
        new RequestFault.Status(404),
    ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task An_answer_that_will_not_get_better_ends_the_run(RequestFault fault)
    {
        await using StandInRun run = await StandInRun.StartAsync(connection: Strict);
        FaultRule rule = run.Server.Faults.Add(new FaultRule(fault));

        SinkException thrown = await Assert.ThrowsAsync<SinkException>(() => run.RunAsync(new ListSource(StandInRun.Lines(50))).WaitAsync(TimeSpan.FromMinutes(1)));

        Assert.StartsWith("es:logs-lad.scored-default+logs-lad.anomaly-default: ", thrown.Message, StringComparison.Ordinal);
        Assert.InRange(rule.Hits, 1, 3);
    }

    public static TheoryData<RequestFault> Passing =>
    [
        new RequestFault.Body("{\"errors\":"),
        new RequestFault.Truncated(),
        new RequestFault.MissingItem(),
        new RequestFault.Silence(),
        new RequestFault.SlowDrip(TimeSpan.FromMilliseconds(100)),
        new RequestFault.Reset(),
        new RequestFault.LostAnswer(),
        new RequestFault.ResetInAnswer(),
    ];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task An_answer_that_is_spoilt_once_costs_nothing_but_time(RequestFault fault)
    {
        await using StandInRun run = await StandInRun.StartAsync(connection: Strict);
        run.Server.Faults.Next(fault);

        GraphReport report = await run.RunAsync(new ListSource(StandInRun.Lines(300))).WaitAsync(TimeSpan.FromMinutes(1));

        run.AssertNothingLost(report, 300);
        if (fault.IsApplied) Assert.True(run.Sink.Counters.Duplicates > 0);
    }

    [Fact]
    public async Task A_target_without_rights_ends_the_run_and_says_which()
    {
        await using StandInRun run = await StandInRun.StartAsync();
        run.Server.Faults.ForbiddenIndex = "logs-lad.*";

        SinkException thrown = await Assert.ThrowsAsync<SinkException>(() => run.RunAsync(new ListSource(StandInRun.Lines(50))));

        Assert.Contains("logs-lad.scored-default takes no document: 403 security_exception", thrown.Message, StringComparison.Ordinal);
        Assert.Empty(run.DeadLetters.Offsets);
    }

    [Fact]
    public async Task A_server_that_asks_to_wait_is_given_the_time()
    {
        var clock = new ManualTimeProvider();
        await using StandInRun run = await StandInRun.StartAsync(sink: StandInRun.Quick with { BulkAge = TimeSpan.Zero }, clock: clock);
        FaultRule rule = run.Server.Faults.Next(new RequestFault.Status(429, TimeSpan.FromSeconds(17)));
        Task<GraphReport> running = run.RunAsync(new ListSource(StandInRun.Lines(50)));
        await SinkFixture.Until(() => run.Server.Counters.AnswersOf(429) == 1);
        long start = clock.GetTimestamp();

        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!running.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(5, deadline.Token);
        }

        run.AssertNothingLost(await running, 50);
        Assert.Equal(1, rule.Hits);
        Assert.True(clock.GetElapsedTime(start) >= TimeSpan.FromSeconds(16.9));
    }

    [Fact]
    public async Task A_run_that_is_stopped_while_the_server_is_away_ends_at_its_deadline()
    {
        using var stop = new CancellationTokenSource();
        var clock = new ManualTimeProvider();
        await using StandInRun run = await StandInRun.StartAsync(sink: StandInRun.Quick with { BulkAge = TimeSpan.Zero }, clock: clock);
        await run.Server.StopAsync();
        var source = new ListSource(StandInRun.Lines(100_000)) { Follows = true };
        Task<GraphReport> running = run.RunAsync(source, stop.Token);
        await SinkFixture.Until(() => run.Sink.Counters.Requests >= 2);

        await stop.CancelAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!running.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, deadline.Token);
        }

        Assert.Equal(GraphEnd.Abandoned, (await running).End);
        Assert.Equal((0, 0), (source.Acknowledged, run.Server.State.Count()));
        Assert.InRange(source.MostUnacknowledged, 1, run.Capacity);
    }
}
