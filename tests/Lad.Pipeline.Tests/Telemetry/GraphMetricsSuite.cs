using System.Diagnostics;
using Lad.Detection;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Tests.Engines;
using Lad.Pipeline.Tests.Graph;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Telemetry;

public abstract class GraphMetricsSuite<TEngine> : IDisposable
    where TEngine : IEngine
{
    private readonly Instrumentation instrumentation = new(nameof(GraphMetricsSuite<TEngine>));
    private readonly MeterReadings readings;
    private readonly ModelSlot models = new(new Detector(SampleModels.Of("v1", threshold: 0.97)));

    protected GraphMetricsSuite() => readings = new MeterReadings(instrumentation);

    public void Dispose()
    {
        readings.Dispose();
        instrumentation.Dispose();
    }

    [Fact]
    public async Task Received_is_scored_and_dead_lettered_and_filtered_and_in_flight_and_each_score_counts()
    {
        string[] lines = [.. Enumerable.Range(0, 400).Select(i => (i % 8) switch { 1 => "poison", 2 => "", 3 => "skip", 4 => "0.995", 5 => "1", _ => "0.05" })];
        var source = new ListSource(lines, perRead: 7);
        var sink = new RecordingSink();
        var graph = TEngine.Graph(models, new GraphOptions { BatchSize = 8, Parallelism = 3 }, ScriptedStage.Row(), instrumentation: instrumentation);

        await graph.RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        Assert.Equal(400, readings["lad.received.records"]);
        Assert.Equal(lines.Sum(line => line.Length), readings["lad.received"]);
        Assert.Equal((250, 50, 100, 0), (readings["lad.scored.records"], readings["lad.dead_lettered.records"], readings["lad.filtered.records"], readings["lad.in_flight.records"]));
        Assert.Equal(150, readings["lad_score_bucket 0.1"]);
        Assert.Equal(150, readings["lad_score_bucket 0.99"]);
        Assert.Equal(200, readings["lad_score_bucket 0.995"]);
        Assert.Equal(250, readings["lad_score_bucket +Inf"]);
        Assert.Equal(readings["lad.scored.records"], readings["lad_score_count"]);
        Assert.Equal((150 * 0.05) + (50 * 0.995) + 50, readings["lad_score_sum"], 6);
        Assert.Equal(400, readings.Recorded("lad.batch.records").Sum());
        foreach (string name in new[] { "lad.batch.duration", "lad.end_to_end.duration", "lad.stage.duration parse", "lad.stage.duration scripted", "lad.stage.duration sink", "lad.stage.duration acknowledge" })
            Assert.Equal(graph.Counters.Batches, readings.Recorded(name).Length);
    }

    [Fact]
    public async Task What_a_component_was_given_it_passed_on_or_failed_on_or_left_out()
    {
        string[] lines = ["a", "poison", "", "skip", "b", "poison", "c", "   "];
        var sink = new RecordingSink();
        var graph = TEngine.Graph(models, new GraphOptions { BatchSize = 4 }, ScriptedStage.Row(), instrumentation: instrumentation);

        await graph.RunAsync(new GraphEnds(new ListSource(lines), sink, sink), CancellationToken.None);

        Assert.Equal((8, 8, 0, 0), readings.Component("source"));
        Assert.Equal((8, 6, 0, 2), readings.Component("parse"));
        Assert.Equal((6, 3, 2, 1), readings.Component("scripted"));
        Assert.Equal((3, 3, 0, 0), readings.Component("sink"));
        Assert.Equal((2, 2, 0, 0), readings.Component("dead-letters"));
        Assert.All(graph.Counters.Components, component => Assert.Equal(0, readings[$"lad.component.dropped.records {component.Name} false"]));
        Assert.All(graph.Counters.Queues.All, queue => Assert.Equal(0, readings[$"lad.queue.batches {queue.Component}"]));
    }

    [Fact]
    public async Task What_a_sink_refuses_late_is_its_error_and_no_score()
    {
        var sink = new RecordingSink { Before = (batch, _) => { batch.Reject(1, "refused", "no room"); return Task.CompletedTask; } };
        var graph = TEngine.Graph(models, stages: ScriptedStage.Row(), instrumentation: instrumentation);

        await graph.RunAsync(new GraphEnds(new ListSource(["a", "b", "c"]), sink, sink), CancellationToken.None);

        Assert.Equal((3, 2, 1, 0), readings.Component("sink"));
        Assert.Equal((1, 1, 0, 0), readings.Component("dead-letters"));
        Assert.Equal(2, readings["lad_score_bucket +Inf"]);
        Assert.Equal(2, readings["lad.scored.records"]);
    }

    [Fact]
    public async Task What_a_sink_failed_on_is_its_error()
    {
        var sink = new RecordingSink { Before = (_, _) => Task.FromException(new SinkException(SinkFault.Full, "x", "full")) };
        var graph = TEngine.Graph(models, stages: ScriptedStage.Row(), instrumentation: instrumentation);

        await Assert.ThrowsAsync<SinkException>(() => graph.RunAsync(new GraphEnds(new ListSource(["a", "b", "c"]), sink, sink), CancellationToken.None));

        Assert.Equal((3, 0, 3, 0), readings.Component("sink"));
        Assert.Equal(3, readings["lad.in_flight.records"]);
        Assert.Equal(0, readings["lad_score_bucket +Inf"]);
    }

    [Fact]
    public async Task Books_balance_in_each_look_while_the_graph_runs()
    {
        string[] kinds = ["poison", "skip", "0.1", "0.2", "0.3"];
        const int Lines = 20_000, Looks = 20;
        using var looked = new ManualResetEventSlim();
        var source = new ListSource([.. Enumerable.Range(0, Lines).Select(i => kinds[i % kinds.Length])], perRead: 5) { BeforeLine = line => { if (line == Lines - 1) looked.Wait(); } };
        var sink = new RecordingSink();
        var graph = TEngine.Graph(models, new GraphOptions { BatchSize = 8, Parallelism = 2 }, ScriptedStage.Row(), instrumentation: instrumentation);
        using var seen = new MetricReadings(instrumentation);
        Task<GraphReport> run = graph.RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        bool ended = false;
        for (int looks = 0; !ended; looks++)
        {
            if (looks == Looks) looked.Set();
            ended = run.IsCompleted;
            IReadOnlyDictionary<string, double> books = seen.Read();
            double inFlight = books["lad.in_flight.records"];
            Assert.True(inFlight >= 0, $"{inFlight} are in flight");
            Assert.Equal(books["lad.received.records"], books["lad.scored.records"] + books["lad.dead_lettered.records"] + books["lad.filtered.records"] + inFlight);
        }

        await run;
    }

    [Fact]
    public async Task Batches_behind_one_that_failed_are_settled_and_wait_no_more()
    {
        using var spans = new FinishedSpans(instrumentation);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int underWay = 0;
        var sink = new OverlappingSink
        {
            BatchesOnTheWay = 8,
            Delivering = async batch =>
            {
                if (Interlocked.Increment(ref underWay) == 4) all.SetResult();
                await all.Task;
                if (batch.Positions[0].Offset == 0) throw new SinkException(SinkFault.Full, "x", "full");
            },
        };
        var graph = TEngine.Graph(models, new GraphOptions { BatchSize = 2, Traces = new TraceSampling { Ratio = 1 } }, ScriptedStage.Row(), instrumentation: instrumentation);

        await Assert.ThrowsAsync<SinkException>(() => graph.RunAsync(new GraphEnds(new ListSource(["a", "poison", "b", "poison", "c", "poison", "d", "poison"]), sink, sink), CancellationToken.None));

        Assert.Equal((4, 0, 4, 0), readings.Component("sink"));
        Assert.Equal((4, 4, 0, 0), readings.Component("dead-letters"));
        Assert.Equal(0, readings["lad.queue.batches acknowledge"]);
        Assert.Equal(4, spans.All.Count(span => span.Kind == ActivityKind.Consumer && span.Status == ActivityStatusCode.Error));
    }

    [Fact]
    public async Task Late_dead_letters_that_cannot_be_kept_are_errors_and_so_are_the_verdicts_of_their_batch()
    {
        var sink = new RecordingSink { Before = (batch, _) => { batch.Reject(1, "refused", "no room"); return Task.CompletedTask; } };
        var graph = TEngine.Graph(models, stages: ScriptedStage.Row(), instrumentation: instrumentation);

        await Assert.ThrowsAsync<IOException>(() => graph.RunAsync(new GraphEnds(new ListSource(["a", "b", "c"]), sink, new FullDeadLetters()), CancellationToken.None));

        Assert.Equal((3, 0, 3, 0), readings.Component("sink"));
        Assert.Equal((1, 0, 1, 0), readings.Component("dead-letters"));
        Assert.Equal(0, readings["lad.queue.batches acknowledge"]);
    }

    [Fact]
    public async Task A_stage_that_throws_failed_on_what_it_was_given()
    {
        var sink = new RecordingSink();
        var graph = TEngine.Graph(models, new GraphOptions { MaxPoisonedBatches = 0 }, ScriptedStage.Row(_ => throw new InvalidProgramException("broken")), instrumentation: instrumentation);

        await Assert.ThrowsAsync<InvalidProgramException>(() => graph.RunAsync(new GraphEnds(new ListSource(["a", "b"]), sink, sink), CancellationToken.None));

        Assert.Equal((2, 0, 2, 0), readings.Component("hook"));
        Assert.Equal((0, 0, 0, 0), readings.Component("parse"));
    }

    [Fact]
    public async Task A_poisoned_batch_is_an_error_of_its_stage_and_dead_letters_that_were_kept()
    {
        var sink = new RecordingSink();
        var stages = ScriptedStage.RowWith(after: batch => { if (batch.Positions[0].Offset == 0) throw new InvalidProgramException("broken"); });
        var graph = TEngine.Graph(models, new GraphOptions { BatchSize = 4 }, stages, instrumentation: instrumentation);

        await graph.RunAsync(new GraphEnds(new ListSource(["0.1", "poison", "skip", "0.2", "0.3", "", "0.4", "poison"]), sink, sink), CancellationToken.None);

        Assert.Equal((7, 4, 2, 1), readings.Component("scripted"));
        Assert.Equal((4, 2, 2, 0), readings.Component("after"));
        Assert.Equal((2, 2, 0, 0), readings.Component("sink"));
        Assert.Equal((4, 4, 0, 0), readings.Component("dead-letters"));
        Assert.Equal((8, 2, 4, 2, 0), (readings["lad.received.records"], readings["lad.scored.records"], readings["lad.dead_lettered.records"], readings["lad.filtered.records"], readings["lad.in_flight.records"]));
        Assert.Equal(2, readings["lad_score_bucket +Inf"]);
        Assert.All(graph.Counters.Queues.All, queue => Assert.Equal(0, readings[$"lad.queue.batches {queue.Component}"]));
    }

    [Fact]
    public async Task What_a_missed_deadline_leaves_is_dropped_without_intent()
    {
        using var stop = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var sink = new RecordingSink { Before = (_, cancellation) => { begun.SetResult(); return Task.Delay(Timeout.Infinite, cancellation); } };
        var graph = TEngine.Graph(models, new GraphOptions { DrainDeadline = TimeSpan.Zero }, ScriptedStage.Row(), instrumentation: instrumentation);
        Task<GraphReport> run = graph.RunAsync(new GraphEnds(new ListSource(["a", "b", "c"]) { Follows = true }, sink, sink), stop.Token);

        await begun.Task;
        await stop.CancelAsync();

        Assert.Equal(GraphEnd.Abandoned, (await run).End);
        Assert.Equal(3, readings["lad.component.dropped.records sink false"]);
        Assert.Equal(3, readings["lad.in_flight.records"]);
    }

    [Fact]
    public async Task Batches_that_wait_are_seen_where_they_wait()
    {
        var release = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var sink = new RecordingSink { Before = async (batch, _) => { begun.TrySetResult(); await release.Task; } };
        var graph = TEngine.Graph(models, new GraphOptions { Parallelism = 1, BatchesInFlight = 3 }, ScriptedStage.Row(), instrumentation: instrumentation);
        Task<GraphReport> run = graph.RunAsync(new GraphEnds(new ListSource(["a"]), sink, sink), CancellationToken.None);

        await begun.Task;
        Assert.Equal(1, readings["lad.queue.batches acknowledge"]);
        Assert.Equal((0, 0), (readings["lad.queue.batches parse"], readings["lad.queue.batches sink"]));
        Assert.Equal((3, 3, 3, 0), (readings["lad.queue.capacity.batches parse"], readings["lad.queue.capacity.batches sink"], readings["lad.queue.capacity.batches acknowledge"], readings["lad.queue.capacity.batches limits"]));
        release.SetResult();
        await run;

        Assert.Equal(0, readings["lad.queue.batches acknowledge"]);
    }
}
