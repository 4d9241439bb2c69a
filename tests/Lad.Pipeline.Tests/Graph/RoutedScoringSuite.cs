using System.Text;
using Lad.Detection;
using Lad.Detection.Scoring;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Tests.Engines;

namespace Lad.Pipeline.Tests.Graph;

public abstract class RoutedScoringSuite<TEngine>
    where TEngine : IEngine
{
    [Fact]
    public async Task Records_of_several_services_in_one_batch_get_their_own_models_verdicts_in_order()
    {
        string[] lines = [.. Enumerable.Range(0, 300).Select(i => RoutedModels.Line(RoutedModels.Services[i * 7 % 5], i % 3 == 0 ? $"strange thing {i} happened" : TrainedModels.Line(i)))];
        var source = new ListSource(lines);
        var sink = new RecordingSink();

        GraphReport report = await TEngine.Graph(RoutedModels.Router(), new GraphOptions { BatchSize = 100 }).RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, 300).Select(i => (long)i), sink.Verdicts.Select(verdict => verdict.Offset));
        var scratch = new DetectorScratch();
        Dictionary<string, Detector> alone = RoutedModels.Models.ToDictionary(model => model.Metadata.Name, model => new Detector(model));
        foreach (Verdict verdict in sink.Verdicts)
        {
            string service = RoutedModels.Services[verdict.Offset * 7 % 5];
            Detector own = alone.GetValueOrDefault(service, alone["default"]);
            Assessment expected = own.Assess(Encoding.UTF8.GetBytes(verdict.Message), scratch);
            Assert.Equal((own.Model.Metadata.Name, own.Model.Metadata.Version), (verdict.ModelName, verdict.ModelVersion));
            Assert.Equal((expected.Score, expected.Fingerprint, expected.IsAnomaly), (verdict.Score, verdict.Fingerprint, verdict.IsAnomaly));
            Assert.Equal(expected.IsAnomaly, verdict.Explanation is not null);
        }
        Assert.Contains(sink.Verdicts, verdict => verdict.IsAnomaly);
        Assert.Equal([("bank", 60L), ("default", 120), ("mail", 60), ("shop", 60)], report.Models.Select(use => (use.Name, use.Verdicts)).Order());
        Assert.All(report.Counters.Stages, stage => Assert.Equal((300, 300), (stage.Received, stage.Sent)));
    }

    [Fact]
    public async Task Each_scored_record_names_the_model_that_made_it_with_a_limit_or_without()
    {
        foreach (AnomalyLimit? limit in (AnomalyLimit?[])[null, new AnomalyLimit { Count = 1, Window = TimeSpan.FromHours(1) }])
        {
            var output = new MemoryStream();
            var source = new ListSource([.. Enumerable.Range(0, 20).Select(i => RoutedModels.Line(RoutedModels.Services[i % 4], "started"))]);
            await using var sink = new JsonLinesSink("memory", output);
            var graph = TEngine.Graph(RoutedModels.Router(), new GraphOptions { Limit = limit });

            await graph.RunAsync(new GraphEnds(source, sink, new RecordingSink()), CancellationToken.None);

            string[] versions = ["s1", "m1", "d1", "b1"];
            string[] lines = Encoding.UTF8.GetString(output.ToArray()).TrimEnd().Split('\n');
            Assert.Equal(20, lines.Length);
            for (int i = 0; i < lines.Length; i++) Assert.Contains($"\"version\":\"{versions[i % 4]}\"", lines[i], StringComparison.Ordinal);
        }
    }
}
