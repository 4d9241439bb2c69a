using System.Text;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Testing;

namespace Lad.Pipeline.Tests.Graph;

public sealed class ScoringStagesTests
{
    private readonly ModelSlot models = new(TrainedModels.Shop);

    [Fact]
    public void A_line_unlike_all_others_is_an_anomaly_that_says_why_and_a_usual_one_is_not()
    {
        using var driver = new GraphDriver(models, new ManualTimeProvider());

        Verdict usual = Assert.Single(driver.Send(TrainedModels.Line(5)));
        Verdict strange = Assert.Single(driver.Send("kernel panic: corrupted journal superblock, remounting filesystem read-only"));

        Assert.False(usual.IsAnomaly);
        Assert.Null(usual.Explanation);
        Assert.True(strange.IsAnomaly);
        Assert.True(strange.Score > usual.Score);
        Assert.NotEmpty(strange.Explanation!.Reasons);
        Assert.Equal(TrainedModels.Shop.Model.Metadata.Version, strange.ModelVersion);
    }

    [Fact]
    public void The_graphs_verdict_is_the_detectors_whether_recalled_or_not()
    {
        var scratch = new Lad.Detection.DetectorScratch();
        using var driver = new GraphDriver(models, new ManualTimeProvider());

        for (int round = 0; round < 2; round++)
            for (int i = 0; i < 50; i++)
            {
                string line = i % 7 == 0 ? $"strange thing number {i} happened" : TrainedModels.Line(i);
                Verdict verdict = Assert.Single(driver.Send(line));
                var alone = TrainedModels.Shop.Assess(Encoding.UTF8.GetBytes(line), scratch);
                Assert.Equal((alone.Score, alone.Fingerprint, alone.IsAnomaly), (verdict.Score, verdict.Fingerprint, verdict.IsAnomaly));
            }
    }

    [Fact]
    public void A_message_like_one_seen_before_costs_no_encoding()
    {
        var batch = new RecordBatch(2) { Detector = TrainedModels.Shop, Scratch = new Lad.Detection.DetectorScratch() };
        var stream = new SourceStream("s", "s");
        List<int> encoded = [];
        for (int i = 0; i < 2; i++)
        {
            batch.Append(Encoding.UTF8.GetBytes($"payment {i} settled after {i} ms"), new SourcePosition(stream, i, i + 1), 1);
            foreach (var stage in new ScoringStages().Stages) stage.Process(batch);
            encoded.Add(batch.Vectors.Count);
            var (detector, scratch) = (batch.Detector, batch.Scratch);
            batch.Clear();
            (batch.Detector, batch.Scratch) = (detector, scratch);
        }

        Assert.Equal([1, 0], encoded);
    }

}
