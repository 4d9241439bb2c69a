using Lad.Detection;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Models;
using Lad.Pipeline.Stages;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Tests.Graph;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Testing;

public sealed class GraphDriverTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly ModelSlot models = new(new Detector(SampleModels.Of("v1")));

    [Fact]
    public void Each_record_comes_back_with_its_verdict()
    {
        using var driver = new GraphDriver(models, clock, stages: ScriptedStage.Row());

        Assert.Equal(0.5, Assert.Single(driver.Send("0.5")).Score);
        Assert.Empty(driver.Send("poison"));
        Assert.Empty(driver.Send(""));

        Assert.Equal(RecordStage.FailureCode, Assert.Single(driver.DeadLetters).Code);
        Assert.Equal((3, 1, 1, 1), (driver.Counters.Received, driver.Counters.Scored, driver.Counters.DeadLettered, driver.Counters.Filtered));
        Assert.Equal(3, driver.Acknowledged);
    }

    [Fact]
    public void A_swap_takes_effect_with_the_next_record()
    {
        using var driver = new GraphDriver(models, clock, stages: ScriptedStage.Row());

        string before = Assert.Single(driver.Send("0.5")).ModelVersion;
        models.Swap(new Detector(SampleModels.Of("v2")));
        string after = Assert.Single(driver.Send("0.5")).ModelVersion;
        driver.Complete(out GraphReport report);

        Assert.Equal(("v1", "v2"), (before, after));
        Assert.Equal([("v1", 1L), ("v2", 1L)], report.Models.Select(use => (use.Version, use.Verdicts)));
    }

    [Fact]
    public void A_limit_holds_records_until_their_window_ends()
    {
        var limit = new AnomalyLimit { Count = 1, Window = TimeSpan.FromSeconds(10) };
        using var driver = new GraphDriver(models, clock, new GraphOptions { Limit = limit }, ScriptedStage.Row(MarkAnomalies));

        Assert.Single(driver.Send("0.5"));
        Assert.Empty(driver.Send("0.992"));
        Assert.Empty(driver.Send("0.3"));
        Assert.Empty(driver.Send("0.997"));
        Assert.Equal(1, driver.Acknowledged);
        clock.Advance(TimeSpan.FromSeconds(10));
        IReadOnlyList<Verdict> verdicts = driver.Tick();

        Assert.Equal([0.992, 0.3, 0.997], verdicts.Select(verdict => verdict.Score));
        Assert.Equal([Suppression.WindowLimit, Suppression.None, Suppression.None], verdicts.Select(verdict => verdict.Suppression));
        Assert.Equal((2, 1, 4), (driver.Counters.Anomalies, driver.Counters.Suppressed, driver.Acknowledged));
    }

    private static void MarkAnomalies(Lad.Pipeline.Batches.RecordBatch batch) => batch.Assessments[0].IsAnomaly = batch.Record(0).StartsWith("0.99"u8);
}
