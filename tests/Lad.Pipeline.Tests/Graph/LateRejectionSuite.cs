using Lad.Detection;
using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Tests.Engines;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Graph;

/// <summary>What sinks reject of batches that they had accepted.</summary>
public abstract class LateRejectionSuite<TEngine> : IAsyncDisposable
    where TEngine : IEngine
{
    private const string Refused = "refused";
    private readonly ModelSlot models = new(new Detector(SampleModels.Of("v1")));
    private readonly DeadLetterProbe letters = new();

    [Fact]
    public async Task A_late_rejection_is_kept_before_its_batch_is_acknowledged_and_counted_as_a_dead_letter()
    {
        var source = new ListSource(["0.1", "poison", "0.25", "skip", "0.3"]);
        var sink = new OverlappingSink { Delivering = async batch => await RejectLater(batch, 2, 0) };
        letters.Writing = _ => Assert.Equal(0, source.Acknowledged);

        GraphReport report = await RunAsync(source, sink);

        Assert.Equal([(1L, "stage-failed"), (0L, Refused), (2L, Refused)], letters.Kept);
        Assert.Equal((5L, 1L, 3L, 1L, 0L), (report.Counters.Received, report.Counters.Scored, report.Counters.DeadLettered, report.Counters.Filtered, report.Counters.InFlight));
        Assert.Equal((1, 1L), (report.Fingerprints.Count, report.Fingerprints.Find(3)!.Value.Count));
        Assert.Equal(1, Assert.Single(report.Models).Verdicts);
    }

    [Fact]
    public async Task The_first_call_sees_nothing_of_what_is_rejected_meanwhile()
    {
        var source = new ListSource(["poison", "0.1"]);
        var rejected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sink = new OverlappingSink
        {
            Delivering = batch =>
            {
                batch.Reject(1, Refused, "by the index");
                Assert.Equal(RecordOutcome.Scored, batch.Outcomes[1]);
                rejected.SetResult();
                return Task.CompletedTask;
            },
        };
        letters.Delivering = async batch =>
        {
            await rejected.Task;
            Assert.Single(batch.Rejections);
        };

        await RunAsync(source, sink);

        Assert.Equal([(0L, "stage-failed"), (1L, Refused)], letters.Kept);
    }

    [Fact]
    public async Task Sinks_of_a_tee_may_reject_at_once_and_a_record_is_one_dead_letter()
    {
        var source = new ListSource([.. Enumerable.Range(0, 400).Select(_ => "0.1")], perRead: 4);
        await using var tee = new TeeSink([Rejecting(0, 1), Rejecting(2, 1)]);

        GraphReport report = await RunAsync(source, tee);

        Assert.Equal((100L, 300L), (report.Counters.Scored, report.Counters.DeadLettered));
        Assert.Equal(Enumerable.Range(0, 400).Where(i => i % 4 != 3), letters.Kept.Select(letter => (int)letter.Offset));

        static OverlappingSink Rejecting(params int[] records) => new()
        {
            Delivering = async batch =>
            {
                await Task.Yield();
                foreach (int record in records) batch.Reject(record, Refused, "by an index");
            },
        };
    }

    [Fact]
    public async Task A_late_rejection_that_cannot_be_kept_ends_the_run_and_leaves_the_batch_unacknowledged()
    {
        var source = new ListSource(["0.1", "0.2", "0.3", "0.4"], perRead: 2);
        var sink = new OverlappingSink { Delivering = async batch => await RejectLater(batch, 0) };
        letters.Delivering = _ => throw new IOException("the file is full");

        IOException thrown = await Assert.ThrowsAsync<IOException>(() => RunAsync(source, sink));

        Assert.Equal(("the file is full", 0), (thrown.Message, source.Acknowledged));
    }

    [Fact]
    public async Task Late_rejections_of_one_batch_and_those_of_the_stages_in_another_come_one_caller_at_a_time()
    {
        string[] kinds = ["poison", "0.1", "0.2", "0.3"];
        var source = new ListSource([.. Enumerable.Range(0, 2000).Select(i => kinds[i % 4])], perRead: 4);
        var sink = new OverlappingSink { Delivering = async batch => await RejectLater(batch, 2) };

        GraphReport report = await RunAsync(source, sink);

        Assert.Equal((1000L, 1000L), (report.Counters.Scored, report.Counters.DeadLettered));
        Assert.Equal(Enumerable.Range(0, 500).Select(batch => batch * 4L), Kept("stage-failed"));
        Assert.Equal(Enumerable.Range(0, 500).Select(batch => (batch * 4L) + 2), Kept(Refused));

        IEnumerable<long> Kept(string code) => letters.Kept.Where(letter => letter.Code == code).Select(letter => letter.Offset);
    }

    [Fact]
    public async Task A_batch_that_is_used_again_remembers_no_late_rejection()
    {
        var source = new ListSource(["0.1", "0.2", "0.3", "0.4"], perRead: 1);
        bool first = true;
        var sink = new OverlappingSink
        {
            Delivering = batch =>
            {
                if (first) batch.Reject(0, Refused, "by the index");
                first = false;
                return Task.CompletedTask;
            },
        };

        GraphReport report = await RunAsync(source, sink);

        Assert.Equal([(0L, Refused)], letters.Kept);
        Assert.Equal((3L, 1L), (report.Counters.Scored, report.Counters.DeadLettered));
    }

    public ValueTask DisposeAsync() => letters.DisposeAsync();

    private Task<GraphReport> RunAsync(ListSource source, IVerdictSink sink) =>
        TEngine.Graph(models, new GraphOptions { BatchSize = 8, Parallelism = 2 }, ScriptedStage.Row()).RunAsync(new GraphEnds(source, sink, letters), CancellationToken.None);

    private static async Task RejectLater(RecordBatch batch, params int[] records)
    {
        await Task.Yield();
        foreach (int record in records) batch.Reject(record, Refused, "by the index");
    }

    /// <summary>Keeps dead letters, and checks that calls come one at a time.</summary>
    private sealed class DeadLetterProbe : IDeadLetterSink
    {
        private int callers;

        public string Name => "probe";

        public Action<RecordBatch> Writing { get; set; } = _ => { };

        public Func<RecordBatch, Task> Delivering { get; set; } = _ => Task.CompletedTask;

        public List<(long Offset, string Code)> Kept { get; } = [];

        public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation)
        {
            Assert.Equal(1, Interlocked.Increment(ref callers));
            Writing(batch);
            Kept.AddRange(batch.Rejections.Select(rejection => (batch.Positions[rejection.Index].Offset, rejection.Code)));
            Assert.All(batch.Rejections, rejection => Assert.Equal(RecordOutcome.DeadLettered, batch.Outcomes[rejection.Index]));
            Interlocked.Decrement(ref callers);
            return new ValueTask(Delivering(batch));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
