using Lad.Detection;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Models;
using Lad.Pipeline.Stages;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Tests.Engines;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Graph;

/// <summary>Batches on which a stage fails as a whole.</summary>
public abstract class PoisonedBatchesSuite<TEngine>
    where TEngine : IEngine
{
    private static readonly GraphOptions Small = new() { BatchSize = 4, Parallelism = 3, BatchesInFlight = 6 };
    private readonly ModelSlot models = new(new Detector(SampleModels.Of("v1")));

    [Fact]
    public async Task Its_records_become_dead_letters_in_their_turn_with_bytes_position_and_code_and_all_others_are_scored()
    {
        string[] lines = Lines(400);
        var source = new ListSource(lines, perRead: 4);
        var sink = new RecordingSink();
        int turn = 0;
        var stages = ScriptedStage.Row(batch =>
        {
            if (Interlocked.Increment(ref turn) % 3 == 1) Thread.SpinWait(50_000);
            if (Poisoned(batch.Positions[0].Offset)) throw new InvalidProgramException("broken stage");
        });

        GraphReport report = await TEngine.Graph(models, Small, stages).RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        long[] poisoned = [.. Offsets(400).Where(Poisoned)];
        Assert.Equal(poisoned.Select(offset => new DeadLetter(offset, lines[offset], RecordStage.FailureCode, "hook: InvalidProgramException: broken stage")), sink.DeadLetters);
        Assert.Equal(Offsets(400).Except(poisoned), sink.Verdicts.Select(verdict => verdict.Offset));
        Assert.Equal((GraphEnd.SourceEnded, 400), (report.End, source.Acknowledged));
        Assert.Equal((400, 400 - poisoned.Length, poisoned.Length, 0, 0), (report.Counters.Received, report.Counters.Scored, report.Counters.DeadLettered, report.Counters.Filtered, report.Counters.InFlight));

        // One batch in five, the first and the last among them.
        static bool Poisoned(long offset) => offset / 4 % 5 == 0 || offset >= 396;
    }

    [Fact]
    public async Task A_record_that_was_scored_already_becomes_a_dead_letter_and_one_that_was_rejected_or_left_out_stays_that()
    {
        var source = new ListSource(["0.5", "poison", "skip", "", "0.7"]);
        var sink = new RecordingSink();

        GraphReport report = await TEngine.Graph(models, stages: ScriptedStage.RowWith(after: _ => throw new InvalidProgramException("broken stage"))).RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        const string Broken = "after: InvalidProgramException: broken stage";
        Assert.Equal([(0L, Broken), (1L, "scripted: InvalidCastException: the record is poison"), (4L, Broken)], sink.DeadLetters.Select(letter => (letter.Offset, letter.Reason)));
        Assert.Empty(sink.Verdicts);
        Assert.Empty(report.Models);
        Assert.Equal((5, 0, 3, 2, 0), (report.Counters.Received, report.Counters.Scored, report.Counters.DeadLettered, report.Counters.Filtered, report.Counters.InFlight));
        Assert.Equal([("parse", 5, 4, 1, 0), ("scripted", 4, 2, 1, 1), ("after", 2, 0, 0, 2)], report.Counters.Stages.Select(stage => (stage.Name, (int)stage.Received, (int)stage.Sent, (int)stage.Filtered, (int)stage.Errors)));
    }

    [Fact]
    public async Task Records_that_wait_for_the_turn_of_their_model_become_dead_letters_too()
    {
        string[] services = ["shop", "mail", "bank", "mail", "shop"];
        var source = new ListSource([.. services.Select(service => RoutedModels.Line(service, "started"))]);
        var sink = new RecordingSink();
        var stages = new ScoringStages([new ParseStage(), new FailingWith("mail"), new ScriptedStage()]);

        GraphReport report = await TEngine.Graph(RoutedModels.Router(), stages: stages).RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        Assert.Equal(Offsets(5), sink.DeadLetters.Select(letter => letter.Offset));
        Assert.Empty(sink.Verdicts);
        Assert.Equal((5, 5, 0), (report.Counters.Received, report.Counters.DeadLettered, report.Counters.InFlight));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_row_of_them_that_is_too_long_ends_the_run_with_the_error_of_the_last_and_nothing_behind_is_acknowledged(int most)
    {
        var source = new ListSource(Lines(10_000), perRead: 4);
        var sink = new RecordingSink();
        var stages = ScriptedStage.Row(batch => { if (batch.Positions[0].Offset >= 20) throw new InvalidProgramException($"broken at {batch.Positions[0].Offset}"); });
        var graph = TEngine.Graph(models, Small with { MaxPoisonedBatches = most }, stages);

        InvalidProgramException thrown = await Assert.ThrowsAsync<InvalidProgramException>(() => graph.RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None));

        int last = 20 + (most * 4);
        // Without patience the first worker to fail has the word, whichever batch it has.
        if (most > 0) Assert.Equal($"broken at {last}", thrown.Message);
        Assert.Equal(last, source.Acknowledged);
        Assert.Equal(Offsets(20), sink.Verdicts.Select(verdict => verdict.Offset));
        Assert.Equal(Offsets(last).Skip(20), sink.DeadLetters.Select(letter => letter.Offset));
        Assert.InRange(source.Read, last + 4, last + (6 * 4));
        Assert.Equal((20, last - 20, source.Read - last), (graph.Counters.Scored, graph.Counters.DeadLettered, graph.Counters.InFlight));
    }

    [Fact]
    public async Task A_batch_that_passes_ends_the_row()
    {
        var source = new ListSource(Lines(1600), perRead: 4);
        var sink = new OverlappingSink { Delivering = async _ => await Task.Yield() };
        var stages = ScriptedStage.Row(batch => { if (!Passes(batch.Positions[0].Offset)) throw new InvalidProgramException("broken stage"); });

        GraphReport report = await TEngine.Graph(models, Small, stages).RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        Assert.Equal((GraphEnd.SourceEnded, 1600, 400, 1200), (report.End, source.Acknowledged, report.Counters.Scored, report.Counters.DeadLettered));
        Assert.Equal(Offsets(1600).Where(Passes), sink.Verdicts.Select(verdict => verdict.Offset));
        Assert.Equal(Offsets(1600).Where(offset => !Passes(offset)), sink.DeadLetters.Select(letter => letter.Offset));

        // Three in a row fail, which is as many as may.
        static bool Passes(long offset) => offset / 4 % 4 == 3;
    }

    [Fact]
    public async Task A_record_without_a_model_poisons_nothing_and_ends_the_run_at_once()
    {
        var router = new ModelRouter();
        router.Put(SampleModels.Of("s1", "shop"));
        var source = new ListSource([.. Enumerable.Range(0, 1000).Select(i => RoutedModels.Line(i == 22 ? "mail" : "shop", "0.1"))], perRead: 4);
        var sink = new RecordingSink();
        var graph = TEngine.Graph(router, Small, ScriptedStage.Row());

        await Assert.ThrowsAsync<NoModelException>(() => graph.RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None));

        Assert.Equal(20, source.Acknowledged);
        Assert.Equal(Offsets(20), sink.Verdicts.Select(verdict => verdict.Offset));
        Assert.Empty(sink.DeadLetters);
    }

    [Fact]
    public async Task Its_anomalies_take_no_room_in_a_limit_and_it_waits_its_turn_behind_what_the_limit_holds()
    {
        var source = new ListSource(["0.5", "0.999", "0.4"], perRead: 1);
        var sink = new OverlappingSink();
        var stages = ScriptedStage.RowWith(after: batch =>
        {
            batch.Assessments[0].IsAnomaly = true;
            if (batch.Positions[0].Offset == 1) throw new InvalidProgramException("broken stage");
        });
        GraphOptions options = Small with { Limit = new AnomalyLimit { Count = 2, Window = TimeSpan.FromHours(1) } };

        GraphReport report = await TEngine.Graph(models, options, stages, new ManualTimeProvider()).RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        Assert.Equal([(0L, Suppression.None), (2L, Suppression.None)], sink.Verdicts.Select(verdict => (verdict.Offset, verdict.Suppression)));
        Assert.Equal([1L], sink.DeadLetters.Select(letter => letter.Offset));
        Assert.Equal((2, 0, 3), (report.Counters.Anomalies, report.Counters.Suppressed, source.Acknowledged));
    }

    [Fact]
    public async Task Dead_letters_of_it_that_cannot_be_kept_end_the_run_and_leave_it_unacknowledged()
    {
        var source = new ListSource(Lines(40), perRead: 4);
        var sink = new RecordingSink();
        var stages = ScriptedStage.Row(batch => { if (batch.Positions[0].Offset == 8) throw new InvalidProgramException("broken stage"); });
        await using var letters = new FullDeadLetters();

        IOException thrown = await Assert.ThrowsAsync<IOException>(() => TEngine.Graph(models, Small, stages).RunAsync(new GraphEnds(source, sink, letters), CancellationToken.None));

        Assert.Equal(("the file is full", 8), (thrown.Message, source.Acknowledged));
    }

    private static IEnumerable<long> Offsets(int count) => Enumerable.Range(0, count).Select(i => (long)i);

    private static string[] Lines(int count) => [.. Enumerable.Range(0, count).Select(i => $"line {i}")];

    private sealed class FailingWith(string model) : IStage
    {
        public string Name => "failing";

        public bool WorksByModel => true;

        public void Process(RecordBatch batch)
        {
            if (batch.Detector!.Model.Metadata.Name == model) throw new InvalidProgramException("broken stage");
        }
    }
}
