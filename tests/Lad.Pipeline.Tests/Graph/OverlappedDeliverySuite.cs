using System.Collections.Concurrent;
using Lad.Detection;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Tests.Engines;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Graph;

public abstract class OverlappedDeliverySuite<TEngine>
    where TEngine : IEngine
{
    private static readonly GraphOptions Small = new() { BatchSize = 4, Parallelism = 2, BatchesInFlight = 8 };
    private readonly ConcurrentDictionary<long, TaskCompletionSource> deliveries = [];
    private readonly ModelSlot models = new(new Detector(SampleModels.Of("v1")));

    [Fact]
    public async Task Batches_are_on_their_way_together_and_acknowledged_in_order_whatever_arrives_first()
    {
        var source = new ListSource(Lines(32), perRead: 4);
        var sink = new OverlappingSink { Delivering = batch => Delivery(batch).Task };
        Task<GraphReport> run = Graph().RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        await Until(() => sink.UnderWay == 8);
        for (int batch = 7; batch >= 1; batch--) Delivery(batch * 4).SetResult();
        await Until(() => sink.UnderWay == 1);
        Assert.Equal(0, source.Acknowledged);
        Delivery(0).SetResult();
        GraphReport report = await run;

        Assert.Equal((GraphEnd.SourceEnded, 32, 32L), (report.End, source.Acknowledged, report.Counters.Scored));
        Assert.Equal(Enumerable.Range(0, 32).Select(i => (long)i), sink.Verdicts.Select(verdict => verdict.Offset));
    }

    [Fact]
    public async Task Nothing_behind_a_failed_delivery_is_acknowledged_though_it_arrived()
    {
        var source = new ListSource(Lines(32), perRead: 4);
        var sink = new OverlappingSink { Delivering = batch => Delivery(batch).Task };
        Task<GraphReport> run = Graph().RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        await Until(() => sink.UnderWay == 8);
        Delivery(12).SetException(new IOException("refused"));
        foreach (int delivered in (int[])[4, 16, 20]) Delivery(delivered).SetResult();
        await Until(() => sink.UnderWay == 4);
        Assert.False(run.IsCompleted);
        Delivery(0).SetResult();
        Delivery(8).SetResult();

        IOException thrown = await Assert.ThrowsAsync<IOException>(() => run);
        Assert.Equal("refused", thrown.Message);
        Assert.Equal(12, source.Acknowledged);
        Assert.Equal(0, sink.UnderWay);
    }

    [Fact]
    public async Task A_failed_delivery_ends_the_run_though_the_source_is_idle()
    {
        var source = new ListSource(Lines(4), perRead: 4) { Follows = true };
        var sink = new OverlappingSink { Delivering = batch => Delivery(batch).Task };
        Task<GraphReport> run = Graph().RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        await source.Idle.Task;
        await Until(() => sink.UnderWay == 1);
        Delivery(0).SetException(new SinkException(SinkFault.Closed, "-", "-: closed"));

        Assert.Equal(GraphEnd.OutputClosed, (await run).End);
        Assert.Equal(0, source.Acknowledged);
    }

    [Fact]
    public async Task Deliveries_that_take_their_time_hold_the_source_back()
    {
        var source = new ListSource(Lines(400), perRead: 4);
        var sink = new OverlappingSink { Delivering = async _ => await Task.Yield() };

        GraphReport report = await Graph().RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        Assert.Equal(400, report.Counters.Scored);
        Assert.InRange(sink.MostUnderWay, 1, 8);
        Assert.InRange(source.MostUnacknowledged, 4, 32);
    }

    [Fact]
    public async Task A_sink_that_answers_late_has_as_many_batches_on_their_way_as_it_asks_for()
    {
        var source = new ListSource(Lines(400), perRead: 4);
        var sink = new OverlappingSink { BatchesOnTheWay = 20, Delivering = batch => Delivery(batch).Task };
        GraphOptions options = Small with { BatchesInFlight = null };
        await using var tee = new TeeSink([new OverlappingSink(), sink]);
        Task<GraphReport> run = Graph(options).RunAsync(new GraphEnds(source, tee, sink), CancellationToken.None);

        await Until(() => sink.UnderWay == (options.Parallelism * 4) + 2 + 20);
        foreach (int batch in Enumerable.Range(0, 100)) Delivery(batch * 4).TrySetResult();

        Assert.Equal(400, (await run).Counters.Scored);
    }

    [Fact]
    public async Task A_failing_stage_leaves_what_was_on_its_way_before_it_delivered_and_acknowledged()
    {
        var broken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stages = ScriptedStage.Row(batch =>
        {
            if (batch.Positions[0].Offset != 8) return;
            broken.SetResult();
            throw new InvalidProgramException("broken stage");
        });
        var source = new ListSource(Lines(32), perRead: 4);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sink = new OverlappingSink { Delivering = batch => Delivery(batch).Task };
        Task<GraphReport> run = Graph(Small with { MaxPoisonedBatches = 0 }, stages).RunAsync(new GraphEnds(new GatedSource(source, 8, gate.Task), sink, sink), CancellationToken.None);

        await Until(() => sink.UnderWay == 2);
        gate.SetResult();
        await broken.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Delivery(4).SetResult();
        Delivery(0).SetResult();

        await Assert.ThrowsAsync<InvalidProgramException>(() => run);
        Assert.Equal(8, source.Acknowledged);
    }

    [Fact]
    public async Task Nothing_behind_a_batch_that_a_stage_failed_on_is_delivered_though_it_was_ready_before()
    {
        for (int round = 0; round < 50; round++)
        {
            using var ready = new CountdownEvent(3);
            var stages = ScriptedStage.Row(batch =>
            {
                if (batch.Positions[0].Offset > 4) ready.Signal();
                if (batch.Positions[0].Offset != 4) return;
                Assert.True(ready.Wait(TimeSpan.FromMinutes(1)));
                throw new InvalidProgramException("broken stage");
            });
            var source = new ListSource(Lines(20), perRead: 4);
            var sink = new OverlappingSink();

            await Assert.ThrowsAsync<InvalidProgramException>(() => Graph(Small with { MaxPoisonedBatches = 0 }, stages).RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None));

            Assert.Equal([0L, 1, 2, 3], sink.Verdicts.Select(verdict => verdict.Offset));
            Assert.Equal(4, source.Acknowledged);
        }
    }

    [Fact]
    public async Task A_drain_that_misses_its_deadline_acknowledges_nothing_more()
    {
        using var stop = new CancellationTokenSource();
        var clock = new ManualTimeProvider();
        var source = new ListSource(Lines(32), perRead: 4) { Follows = true };
        var sink = new OverlappingSink { Delivering = batch => Delivery(batch).Task };
        Task<GraphReport> run = Graph(clock: clock).RunAsync(new GraphEnds(source, sink, sink), stop.Token);

        await Until(() => sink.UnderWay == 8);
        Delivery(0).SetResult();
        await Until(() => source.Acknowledged == 4);
        await stop.CancelAsync();
        while (!run.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(GraphEnd.Abandoned, (await run).End);
        foreach (TaskCompletionSource delivery in deliveries.Values) delivery.TrySetResult();
        await Until(() => sink.UnderWay == 0);
        Assert.Equal(4, source.Acknowledged);
    }

    [Fact]
    public async Task What_a_limit_held_goes_at_once_when_the_run_ends()
    {
        using var stop = new CancellationTokenSource();
        var clock = new ManualTimeProvider();
        var source = new ListSource(Lines(16), perRead: 4) { Follows = true };
        var sink = new OverlappingSink { Delivering = batch => Delivery(batch).Task };
        GraphOptions options = Small with { Limit = new AnomalyLimit { Count = 1, Window = TimeSpan.FromSeconds(10) } };
        Task<GraphReport> run = Graph(options, ScriptedStage.Row(batch => batch.Assessments[0].IsAnomaly = true), clock).RunAsync(new GraphEnds(source, sink, sink), stop.Token);

        await source.Idle.Task;
        await stop.CancelAsync();
        await Until(() => sink.UnderWay == 4);
        for (int batch = 3; batch >= 0; batch--) Delivery(batch * 4).SetResult();

        Assert.Equal(GraphEnd.Stopped, (await run).End);
        Assert.Equal(16, source.Acknowledged);
        Assert.Single(sink.Verdicts, verdict => verdict.IsAnomaly && verdict.Suppression == Suppression.None);
    }

    [Fact]
    public async Task Every_sink_of_a_tee_gets_the_batches_in_order_and_the_slowest_decides()
    {
        var source = new ListSource(Lines(32), perRead: 4);
        var slow = new OverlappingSink { Delivering = batch => Delivery(batch).Task };
        var quick = new OverlappingSink();
        await using var tee = new TeeSink([slow, quick]);
        Task<GraphReport> run = Graph().RunAsync(new GraphEnds(source, tee, slow), CancellationToken.None);

        await Until(() => slow.UnderWay == 8);
        Assert.Equal(0, source.Acknowledged);
        for (int batch = 7; batch >= 0; batch--) Delivery(batch * 4).SetResult();
        await run;

        Assert.Equal(Enumerable.Range(0, 32).Select(i => (long)i), quick.Verdicts.Select(verdict => verdict.Offset));
        Assert.Equal(32, source.Acknowledged);
    }

    private IScoringGraph Graph(GraphOptions? options = null, ScoringStages? stages = null, TimeProvider? clock = null) =>
        TEngine.Graph(models, options ?? Small, stages ?? ScriptedStage.Row(), clock ?? new ManualTimeProvider());

    private TaskCompletionSource Delivery(RecordBatch batch) => Delivery(batch.Positions[0].Offset);

    private TaskCompletionSource Delivery(long first) =>
        deliveries.GetOrAdd(first, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private static async Task Until(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition()) await Task.Delay(1, deadline.Token);
    }

    private static string[] Lines(int count) => [.. Enumerable.Range(0, count).Select(i => $"line {i}")];

    /// <summary>Gives what comes from a line on only once it may.</summary>
    private sealed class GatedSource(ListSource source, int line, Task gate) : IRecordSource
    {
        public string Name => source.Name;

        public async ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
        {
            if (source.Read >= line) await gate.WaitAsync(cancellation);
            return await source.ReadAsync(batch, cancellation);
        }

        public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation) => source.AcknowledgeAsync(batch, cancellation);

        public ValueTask DisposeAsync() => source.DisposeAsync();
    }
}
