using System.Globalization;
using Lad.Detection;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Tests.Engines;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Graph;

/// <summary>Models that are swapped while the graph runs.</summary>
public abstract class ModelSwapSuite<TEngine>
    where TEngine : IEngine
{
    private const int Lines = 8000, PerRead = 8, SwapEvery = 150;
    private readonly ModelSlot models = new(Model(0));
    private readonly string[] lines = [.. Enumerable.Repeat("0.1", Lines)];

    [Fact]
    public async Task With_one_worker_versions_never_go_back_and_nothing_is_lost()
    {
        ListSource source = Swapping();
        var sink = new OverlappingSink { Delivering = async _ => await Task.Yield() };

        GraphReport report = await TEngine.Graph(models, new GraphOptions { BatchSize = PerRead, Parallelism = 1, BatchesInFlight = 4 }, ScriptedStage.Row()).RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        int[] versions = [.. sink.Verdicts.Select(Version)];
        Assert.Equal(versions.Order(), versions);
        Assert.Equal(Enumerable.Range(0, Lines).Select(i => (long)i), sink.Verdicts.Select(verdict => verdict.Offset));
        Assert.Equal((Lines, Lines), (source.Acknowledged, report.Counters.Scored));
        Assert.Equal(versions.CountBy(version => version).Select(use => ($"{use.Key}", (long)use.Value)).Order(), report.Models.Select(use => (use.Version, use.Verdicts)).Order());
    }

    [Fact]
    public async Task With_several_workers_a_batch_has_one_model_that_came_into_force_no_earlier_than_it_was_read_and_no_later_than_it_was_delivered()
    {
        ListSource source = Swapping();
        List<(long First, int Version, int Latest)> batches = [];
        int turn = 0;
        var stages = ScriptedStage.Row(_ => { if (Interlocked.Increment(ref turn) % 3 == 1) Thread.SpinWait(20_000); });
        var sink = new RecordingSink
        {
            Before = async (batch, _) =>
            {
                string version = Assert.Single(Enumerable.Range(0, batch.Count).Select(i => batch.DetectorOf(i)!.Model.Metadata.Version).Distinct());
                batches.Add((batch.Positions[0].Offset, Number(version), Number(models.Current!.Model.Metadata.Version)));
                await Task.Yield();
            },
        };

        await TEngine.Graph(models, new GraphOptions { BatchSize = PerRead, Parallelism = 4 }, stages).RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        Assert.Equal(Lines, source.Acknowledged);
        Assert.Equal(Lines / PerRead, batches.Count);
        Assert.All(batches, batch => Assert.InRange(batch.Version, (batch.First + PerRead - 1) / SwapEvery, batch.Latest));
        Assert.True(batches.DistinctBy(batch => batch.Version).Count() > 10, "Hardly a swap came into force.");
    }

    /// <summary>Puts version n in force before line n * <see cref="SwapEvery"/> is given out.</summary>
    private ListSource Swapping() => new(lines, PerRead) { BeforeLine = line => { if (line % SwapEvery == 0) models.Swap(Model(line / SwapEvery)); } };

    private static Detector Model(int version) => new(SampleModels.Of(version.ToString(CultureInfo.InvariantCulture)));

    private static int Version(Verdict verdict) => Number(verdict.ModelVersion);

    private static int Number(string version) => int.Parse(version, CultureInfo.InvariantCulture);
}
