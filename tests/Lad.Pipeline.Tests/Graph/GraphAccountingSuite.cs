using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Tests.Engines;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Graph;

public abstract class GraphAccountingSuite<TEngine>
    where TEngine : IEngine
{
    private static readonly string[] Kinds = ["0.2", "poison", "", "skip", "some text", "refused"];
    private const string Breaks = "breaks its batch";
    private static readonly string[] Names = ["default", "shop", "mail", "bank"];

    private sealed record Line(string Kind, string Service)
    {
        public string Text => Service.Length == 0 || Kind.Length == 0 ? Kind : $$$"""{"service":{"name":"{{{Service}}}"},"message":"{{{Kind}}}"}""";
    }

    private sealed record Plan(Line[] Lines, int PerRead, int BatchSize, int Parallelism, int StopAt, int SinkFailsAt, int SwapEvery, bool Slow);

    private static Arbitrary<Plan> Plans => (
        from lines in (from kind in Gen.Frequency((40, Gen.Elements(Kinds)), (1, Gen.Constant(Breaks))) from service in Gen.Elements("", "shop", "mail", "bank", "unheard-of") select new Line(kind, service)).ArrayOf()
        from repeat in Gen.Choose(1, 20)
        from perRead in Gen.Choose(1, 9)
        from batchSize in Gen.Choose(1, 8)
        from parallelism in Gen.Choose(1, 4)
        from stopAt in Gen.OneOf(Gen.Constant(-1), Gen.Choose(0, 200))
        from sinkFailsAt in Gen.OneOf(Gen.Constant(-1), Gen.Choose(0, 200))
        from swapEvery in Gen.Choose(1, 30)
        from slow in Gen.Elements(false, true)
        select new Plan([.. Enumerable.Repeat(lines, repeat).SelectMany(part => part)], perRead, batchSize, parallelism, stopAt, sinkFailsAt, swapEvery, slow)).ToArbitrary();

    [Fact]
    public void Nothing_is_lost_or_doubled_whatever_fails_stops_or_is_swapped() =>
        Prop.ForAll(Plans, plan => Holds(plan).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

    private static async Task<bool> Holds(Plan plan)
    {
        using var stop = new CancellationTokenSource();
        var models = new ModelRouter();
        foreach (string name in Names) models.Put(SampleModels.Of("v0", name));
        int swaps = 0;
        var source = new ListSource([.. plan.Lines.Select(line => line.Text)], plan.PerRead)
        {
            BeforeLine = line =>
            {
                if (line == plan.StopAt) stop.Cancel();
                if (line % plan.SwapEvery != 0) return;
                models.Put(SampleModels.Of($"v{++swaps}", Names[swaps % Names.Length]));
                if (swaps % 3 == 0) models.Remove("bank");
            },
        };
        var sink = new OverlappingSink
        {
            Delivering = async batch =>
            {
                Assert.All(Enumerable.Range(0, batch.Count).Where(i => batch.Outcomes[i] == RecordOutcome.Scored).GroupBy(i => batch.DetectorOf(i)!.Model.Metadata.Name), service => Assert.Single(service.Select(batch.DetectorOf).Distinct()));
                if (plan.Slow) await Task.Yield();
                for (int i = 0; i < batch.Count; i++)
                    if (batch.Outcomes[i] == RecordOutcome.Scored && batch.Message(i).SequenceEqual("refused"u8)) batch.Reject(i, "refused", "by the sink");
                if (plan.SinkFailsAt >= 0 && batch.Positions[batch.Count - 1].Offset >= plan.SinkFailsAt) throw new IOException("full");
            },
        };
        var broken = new ConcurrentDictionary<long, bool>();
        var stages = ScriptedStage.RowWith(after: batch =>
        {
            if (!Enumerable.Range(0, batch.Count).Any(i => batch.Message(i).SequenceEqual("breaks its batch"u8))) return;
            for (int i = 0; i < batch.Count; i++)
                if (batch.Outcomes[i] == RecordOutcome.Scored) broken[batch.Positions[i].Offset] = true;
            throw new InvalidProgramException("broken");
        });
        var graph = TEngine.Graph(models, new GraphOptions { BatchSize = plan.BatchSize, Parallelism = plan.Parallelism, MaxPoisonedBatches = 1000 }, stages);
        GraphEnd? end = null;
        try
        {
            end = (await graph.RunAsync(new GraphEnds(source, sink, sink), stop.Token)).End;
        }
        catch (IOException)
        {
            Assert.True(plan.SinkFailsAt >= 0);
        }

        GraphCounters counters = graph.Counters;
        Assert.Equal(counters.Received, counters.Scored + counters.DeadLettered + counters.Filtered + counters.InFlight);
        Assert.Equal(source.Acknowledged, counters.Scored + counters.DeadLettered + counters.Filtered);
        if (end is not null) Assert.Equal(source.Read, source.Acknowledged);
        if (end == GraphEnd.SourceEnded) Assert.Equal(plan.Lines.Length, source.Acknowledged);

        long[] acknowledged = [.. Enumerable.Range(0, source.Acknowledged).Select(i => (long)i)];
        Assert.Equal(acknowledged.Where(i => plan.Lines[i].Kind is "0.2" or "some text" or "refused" && !broken.ContainsKey(i)), sink.Verdicts.Select(verdict => verdict.Offset).Where(offset => offset < source.Acknowledged));
        foreach ((string kind, bool late) in new[] { ("poison", false), ("refused", true) })
            Assert.Equal(acknowledged.Where(i => late ? plan.Lines[i].Kind == kind && !broken.ContainsKey(i) : plan.Lines[i].Kind == kind || broken.ContainsKey(i)), sink.DeadLetters.Where(letter => letter.Code == "refused" == late).Select(letter => letter.Offset).Where(offset => offset < source.Acknowledged));
        Assert.Equal(acknowledged.LongCount(i => plan.Lines[i].Kind is "poison" or "refused" || broken.ContainsKey(i)), counters.DeadLettered);
        Assert.All(sink.Verdicts, verdict => Assert.Contains(verdict.ModelName, plan.Lines[verdict.Offset].Service switch
        {
            "" or "unheard-of" => (string[])["default"],
            "bank" => ["bank", "default"],
            var own => [own],
        }));
        return true;
    }
}
