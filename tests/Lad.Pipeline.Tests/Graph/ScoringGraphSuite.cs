using Lad.Detection;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources.Pipes;
using Lad.Pipeline.Tests.Engines;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Graph;

public abstract class ScoringGraphSuite<TEngine>
    where TEngine : IEngine
{
    private static readonly GraphOptions Small = new() { BatchSize = 4, Parallelism = 3, BatchesInFlight = 6 };
    private readonly ModelSlot models = new(new Detector(SampleModels.Of("v1")));

    [Fact]
    public async Task Verdicts_keep_the_order_of_the_records_whatever_worker_is_faster()
    {
        int turn = 0;
        var stages = ScriptedStage.Row(batch => { if (Interlocked.Increment(ref turn) % 3 == 1) Thread.SpinWait(200_000); });
        var source = new ListSource(Lines(400));
        var sink = new RecordingSink();

        GraphReport report = await TEngine.Graph(models, Small, stages).RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        Assert.Equal(GraphEnd.SourceEnded, report.End);
        Assert.Equal(Enumerable.Range(0, 400).Select(i => (long)i), sink.Verdicts.Select(verdict => verdict.Offset));
        Assert.Equal(400, source.Acknowledged);
        Assert.Equal(400, Assert.Single(report.Models).Verdicts);
    }

    [Fact]
    public async Task Every_record_is_scored_dead_lettered_or_filtered()
    {
        string[] lines = ["a", "poison", "", "skip", "b", "poison", "c", "   "];
        var source = new ListSource(lines, perRead: 3);
        var sink = new RecordingSink();

        GraphReport report = await TEngine.Graph(models, Small, ScriptedStage.Row()).RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        Assert.Equal((8, 3, 2, 3, 0), (report.Counters.Received, report.Counters.Scored, report.Counters.DeadLettered, report.Counters.Filtered, report.Counters.InFlight));
        Assert.Equal([1L, 5L], sink.DeadLetters.Select(letter => letter.Offset));
        Assert.All(sink.DeadLetters, letter => Assert.Equal("scripted: InvalidCastException: the record is poison", letter.Reason));
        StageCounters parse = report.Counters.Stages.Single(stage => stage.Name == "parse");
        StageCounters scripted = report.Counters.Stages.Single(stage => stage.Name == "scripted");
        Assert.Equal((8, 6, 2, 0), (parse.Received, parse.Sent, parse.Filtered, parse.Errors));
        Assert.Equal((6, 3, 1, 2), (scripted.Received, scripted.Sent, scripted.Filtered, scripted.Errors));
    }

    [Fact]
    public async Task A_failing_sink_ends_the_run_with_its_own_error_and_nothing_later_is_acknowledged()
    {
        var full = new SinkException(SinkFault.Full, "file:x", "file:x: no space is left.");
        var source = new ListSource(Lines(1000), perRead: 4);
        var sink = new RecordingSink { Before = (batch, _) => batch.Positions[0].Offset >= 40 ? Task.FromException(full) : Task.CompletedTask };
        var graph = TEngine.Graph(models, Small, ScriptedStage.Row());

        SinkException thrown = await Assert.ThrowsAsync<SinkException>(() => graph.RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None));

        Assert.Same(full, thrown);
        Assert.Equal(40, source.Acknowledged);
        Assert.Equal(40, graph.Counters.Scored);
        Assert.True(source.Read < 100, $"{source.Read} records were read after the sink had failed.");
        Assert.Equal(graph.Counters.Received - 40, graph.Counters.InFlight);
    }

    [Fact]
    public async Task A_reader_that_went_away_ends_the_run_quietly()
    {
        var source = new ListSource(Lines(1000), perRead: 4);
        var sink = new RecordingSink { Before = (batch, _) => batch.Positions[0].Offset >= 8 ? Task.FromException(new SinkException(SinkFault.Closed, "-", "-: closed")) : Task.CompletedTask };

        GraphReport report = await TEngine.Graph(models, Small, ScriptedStage.Row()).RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        Assert.Equal(GraphEnd.OutputClosed, report.End);
        Assert.Equal(8, source.Acknowledged);
    }

    [Fact]
    public async Task A_failing_source_ends_the_run_after_what_was_read_is_delivered()
    {
        var source = new ListSource(Lines(100), perRead: 4) { FailsAt = 50 };
        var sink = new RecordingSink();
        var graph = TEngine.Graph(models, Small, ScriptedStage.Row());

        InvalidDataException thrown = await Assert.ThrowsAsync<InvalidDataException>(() => graph.RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None));

        Assert.Equal("line 50 cannot be read", thrown.Message);
        Assert.Equal(48, source.Acknowledged);
    }

    [Fact]
    public async Task A_failing_stage_ends_the_run_with_its_own_error()
    {
        var stages = ScriptedStage.Row(batch => { if (batch.Positions[0].Offset == 20) throw new InvalidProgramException("broken stage"); });
        var source = new ListSource(Lines(10_000), perRead: 4);
        var sink = new RecordingSink();
        var graph = TEngine.Graph(models, Small with { MaxPoisonedBatches = 0 }, stages);

        InvalidProgramException thrown = await Assert.ThrowsAsync<InvalidProgramException>(() => graph.RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None));

        Assert.Equal("broken stage", thrown.Message);
        Assert.True(source.Acknowledged <= 20);
    }

    [Fact]
    public async Task Records_without_a_model_end_the_run_and_say_so()
    {
        var source = new ListSource(Lines(3));
        var sink = new RecordingSink();
        var graph = TEngine.Graph(new ModelSlot(), Small, ScriptedStage.Row());

        await Assert.ThrowsAsync<NoModelException>(() => graph.RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None));

        Assert.Equal(0, source.Acknowledged);
    }

    [Fact]
    public async Task Stopping_finishes_what_was_read_and_reads_no_further()
    {
        using var stop = new CancellationTokenSource();
        var source = new ListSource(Lines(90), perRead: 4) { Follows = true };
        var sink = new RecordingSink();
        Task<GraphReport> running = TEngine.Graph(models, Small, ScriptedStage.Row()).RunAsync(new GraphEnds(source, sink, sink), stop.Token);

        await source.Idle.Task;
        await stop.CancelAsync();
        GraphReport report = await running;

        Assert.Equal(GraphEnd.Stopped, report.End);
        Assert.Equal(90, sink.Verdicts.Count);
        Assert.Equal(90, source.Acknowledged);
        Assert.Equal(0, report.Counters.InFlight);
    }

    [Fact]
    public async Task Stopping_loses_nothing_that_was_taken_from_a_pipe()
    {
        var pipe = new System.IO.Pipelines.Pipe();
        await using var source = new PipeSource(pipe.Reader.AsStream(), "stdin", PipeSourceOptions.Default, new ManualTimeProvider());
        var delivered = new TaskCompletionSource();
        var sink = new RecordingSink { Before = (_, _) => { delivered.TrySetResult(); return Task.CompletedTask; } };
        using var stop = new CancellationTokenSource();
        Task<GraphReport> run = TEngine.Graph(models, Small, ScriptedStage.Row()).RunAsync(new GraphEnds(source, sink, sink), stop.Token);

        // The second line waits for its continuation, the third for its end.
        await pipe.Writer.WriteAsync("one\ntwo\nthr"u8.ToArray());
        await delivered.Task;
        await stop.CancelAsync();
        GraphReport report = await run;

        Assert.Equal(GraphEnd.Stopped, report.End);
        Assert.Equal((3, 3, 0), (report.Counters.Received, report.Counters.Scored, report.Counters.InFlight));
        Assert.Equal([0L, 4L, 8L], sink.Verdicts.Select(verdict => verdict.Offset));
    }

    [Fact]
    public async Task A_drain_that_misses_its_deadline_is_abandoned_and_unacknowledged()
    {
        using var stop = new CancellationTokenSource();
        var clock = new ManualTimeProvider();
        var stuck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var source = new ListSource(Lines(100), perRead: 4);
        var sink = new RecordingSink
        {
            Before = async (_, cancellation) =>
            {
                stuck.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            },
        };
        Task<GraphReport> running = TEngine.Graph(models, Small with { DrainDeadline = TimeSpan.FromSeconds(5) }, ScriptedStage.Row(), clock)
            .RunAsync(new GraphEnds(source, sink, sink), stop.Token);

        await stuck.Task;
        await stop.CancelAsync();
        while (!running.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        GraphReport report = await running;

        Assert.Equal(GraphEnd.Abandoned, report.End);
        Assert.Equal(0, source.Acknowledged);
        Assert.Equal(report.Counters.Received, report.Counters.InFlight);
    }

    [Fact]
    public async Task A_full_graph_holds_the_source_back()
    {
        using var stop = new CancellationTokenSource();
        var gate = new SemaphoreSlim(0);
        var source = new ListSource(Lines(2000), perRead: 4);
        var sink = new RecordingSink { Before = (_, cancellation) => gate.WaitAsync(cancellation) };
        Task<GraphReport> running = TEngine.Graph(models, Small, ScriptedStage.Row()).RunAsync(new GraphEnds(source, sink, sink), stop.Token);

        for (int i = 0; i < 500; i++) gate.Release();
        await running;

        Assert.True(source.MostUnacknowledged <= 6 * 4, $"{source.MostUnacknowledged} records were under way, though 6 batches of 4 are all there are.");
    }

    [Fact]
    public async Task A_window_that_ends_while_the_source_is_idle_lets_its_records_go()
    {
        using var stop = new CancellationTokenSource();
        var clock = new ManualTimeProvider();
        var delivered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var source = new ListSource(["0.999"]) { Follows = true };
        var sink = new RecordingSink { Before = (_, _) => { delivered.TrySetResult(); return Task.CompletedTask; } };
        var options = Small with { Limit = new AnomalyLimit { Count = 1, Window = TimeSpan.FromSeconds(10) } };
        var stages = ScriptedStage.Row(batch => batch.Assessments[0].IsAnomaly = true);
        Task<GraphReport> running = TEngine.Graph(models, options, stages, clock).RunAsync(new GraphEnds(source, sink, sink), stop.Token);

        await source.Idle.Task;
        Assert.Equal(0, source.Acknowledged);
        while (!delivered.Task.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }
        await stop.CancelAsync();

        Assert.Equal(GraphEnd.Stopped, (await running).End);
        Assert.Equal(1, source.Acknowledged);
    }

    [Fact]
    public void Faulty_options_are_listed_all_at_once()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => TEngine.Graph(models, new GraphOptions { BatchSize = 0, Parallelism = 0, BatchBytes = 1, MaxPoisonedBatches = -1 }));

        Assert.Contains("BatchSize", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Parallelism", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("BatchBytes", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("MaxPoisonedBatches", thrown.Message, StringComparison.Ordinal);
    }

    private static string[] Lines(int count) => [.. Enumerable.Range(0, count).Select(i => $"line {i}")];
}
