using System.Text;
using System.Text.Json;
using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks.Json;
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

    [Fact]
    public async Task Every_line_becomes_one_json_object_in_order_on_any_number_of_workers()
    {
        string[] lines = [.. Enumerable.Range(0, 3000).Select(i => i % 100 == 99 ? $"unheard {i}: \"quoted\" \\ and \u0007" : TrainedModels.Line(i))];
        var output = new MemoryStream();
        await using var sink = new JsonLinesSink("memory", output);
        var source = new ListSource(lines);

        GraphReport report = await new DataflowScoringGraph(models, new GraphOptions { BatchSize = 64, Parallelism = 4 })
            .RunAsync(new GraphEnds(source, sink, new DiscardingDeadLetterSink()), CancellationToken.None);

        JsonElement[] records = [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(lines, records.Select(record => record.GetProperty("message").GetString()!));
        Assert.Equal(lines.Length, records.Select(record => record.GetProperty("event").GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(report.Counters.Anomalies, records.Count(record => record.GetProperty("event").GetProperty("kind").GetString() == "alert"));
        Assert.All(records, record => Assert.Equal(record.GetProperty("lad").GetProperty("anomaly").GetBoolean(), record.GetProperty("lad").TryGetProperty("reasons", out _)));
        Assert.Equal(["parse", "mask", "encode", "score", "threshold", "feedback", "verdict", "render"], report.Counters.Stages.Select(stage => stage.Name));
        Assert.All(report.Counters.Stages, stage => Assert.Equal(3000, stage.Sent));
    }
}
