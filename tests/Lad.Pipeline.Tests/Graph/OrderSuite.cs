using Lad.Detection;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Tests.Engines;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Graph;

/// <summary>Order and completeness of a long run; ten million records where <c>LAD_TEST_LONG</c> is 1.</summary>
public abstract class OrderSuite<TEngine>
    where TEngine : IEngine
{
    private static readonly long Records = Environment.GetEnvironmentVariable("LAD_TEST_LONG") == "1" ? 10_000_000 : 200_000;
    private static readonly GraphOptions Options = new() { BatchSize = 256, Parallelism = 4, BatchesInFlight = 24 };

    [Fact]
    public async Task Every_record_is_delivered_and_acknowledged_once_and_in_order_however_long_sinks_and_workers_take()
    {
        var source = new SequenceSource(Records);
        var sink = new SequenceSink();
        int turn = 0;
        var stages = ScriptedStage.Row(_ =>
        {
            int taken = Interlocked.Increment(ref turn);
            if (taken % 3 == 1) Thread.SpinWait(taken % 17 * 200);
            if (taken % 5 == 2) Thread.Yield();
        });
        var graph = TEngine.Graph(new ModelSlot(new Detector(SampleModels.Of("v1"))), Options, stages);

        GraphReport report = await graph.RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        (long poisoned, long skipped) = (Records / 1000, Records / 1000);
        Assert.Equal(GraphEnd.SourceEnded, report.End);
        Assert.Equal((Records - poisoned - skipped, poisoned), (sink.Verdicts, sink.DeadLetters));
        Assert.Equal(Records, source.Acknowledged);
        Assert.Equal((Records, sink.Verdicts, poisoned, skipped, 0L), (report.Counters.Received, report.Counters.Scored, report.Counters.DeadLettered, report.Counters.Filtered, report.Counters.InFlight));
        Assert.InRange(source.MostUnacknowledged, 1, Options.BatchesInFlight!.Value * Options.BatchSize);
    }
}
