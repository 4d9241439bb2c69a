using System.Text;
using Lad.Detection;
using Lad.Detection.Scoring;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Graph;

public sealed class RoutedScoringTests
{
    private static readonly string[] Services = ["shop", "mail", "", "bank", "unheard-of"];

    // They say different things of equal messages.
    private static readonly DetectionModel[] Models =
    [
        SampleModels.Of("d1", "default", threshold: 0.999999), SampleModels.Of("s1", "shop", threshold: 0.0001), SampleModels.Of("m1", "mail", threshold: 0.9), Trained("b1", "bank"),
    ];

    [Fact]
    public async Task Records_of_several_services_in_one_batch_get_their_own_models_verdicts_in_order()
    {
        string[] lines = [.. Enumerable.Range(0, 300).Select(i => Line(Services[i * 7 % 5], i % 3 == 0 ? $"strange thing {i} happened" : TrainedModels.Line(i)))];
        var source = new ListSource(lines);
        var sink = new RecordingSink();

        GraphReport report = await new DataflowScoringGraph(Router(), new GraphOptions { BatchSize = 100 }).RunAsync(new GraphEnds(source, sink, sink), CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, 300).Select(i => (long)i), sink.Verdicts.Select(verdict => verdict.Offset));
        var scratch = new DetectorScratch();
        Dictionary<string, Detector> alone = Models.ToDictionary(model => model.Metadata.Name, model => new Detector(model));
        foreach (Verdict verdict in sink.Verdicts)
        {
            string service = Services[verdict.Offset * 7 % 5];
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
            var source = new ListSource([.. Enumerable.Range(0, 20).Select(i => Line(Services[i % 4], "started"))]);
            await using var sink = new JsonLinesSink("memory", output);
            var graph = new DataflowScoringGraph(Router(), new GraphOptions { Limit = limit });

            await graph.RunAsync(new GraphEnds(source, sink, new RecordingSink()), CancellationToken.None);

            string[] versions = ["s1", "m1", "d1", "b1"];
            string[] lines = Encoding.UTF8.GetString(output.ToArray()).TrimEnd().Split('\n');
            Assert.Equal(20, lines.Length);
            for (int i = 0; i < lines.Length; i++) Assert.Contains($"\"version\":\"{versions[i % 4]}\"", lines[i], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_change_holds_from_the_next_batch_on_and_for_its_service_alone()
    {
        ModelRouter router = Router();
        using var driver = new GraphDriver(router, new ManualTimeProvider());
        string[] Versions() => [.. Services.SelectMany(service => driver.Send(Line(service, "started"))).Select(verdict => verdict.ModelVersion)];

        Assert.Equal(["s1", "m1", "d1", "b1", "d1"], Versions());
        router.Put(SampleModels.Of("m2", "mail"));
        Assert.Equal(["s1", "m2", "d1", "b1", "d1"], Versions());
        router.Remove("shop");
        router.Put(SampleModels.Of("d2", "default"));
        Assert.Equal(["d2", "m2", "d2", "b1", "d2"], Versions());
    }

    [Fact]
    public void A_record_without_any_model_ends_the_run_and_names_its_service()
    {
        var router = new ModelRouter();
        router.Put(Models[1]);
        using var driver = new GraphDriver(router, new ManualTimeProvider());

        Assert.Equal("s1", Assert.Single(driver.Send(Line("shop", "started"))).ModelVersion);
        Assert.Contains("'mail'", Assert.Throws<NoModelException>(() => driver.Send(Line("mail", "started"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Finding_and_taking_turns_allocate_nothing()
    {
        byte[][] lines = [.. Enumerable.Range(0, 64).Select(i => Encoding.UTF8.GetBytes(Line(Services[i * 7 % 5], "started")))];
        var stream = new SourceStream("s", "s");
        var batch = new RecordBatch(64);
        var quiet = new ModelRouter();
        foreach (string name in (string[])["default", "shop", "mail", "bank"]) quiet.Put(SampleModels.Of("v1", name, threshold: 1));
        var runner = new StageRunner(quiet, new ScratchPool(), [.. new ScoringStages().Stages], new GraphCounters());
        void Score()
        {
            batch.Clear();
            for (int i = 0; i < lines.Length; i++) batch.Append(lines[i], new SourcePosition(stream, i, i + 1), 1);
            runner.Run(batch);
        }

        for (int i = 0; i < 50; i++) Score();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++) Score();

        Assert.True(batch.IsRouted);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_batch_that_is_used_again_remembers_no_detector()
    {
        ModelRouter router = Router();
        var runner = new StageRunner(router, new ScratchPool(), [.. new ScoringStages().Stages], new GraphCounters());
        var batch = new RecordBatch(4);
        var stream = new SourceStream("s", "s");
        foreach (string service in (string[])["shop", "mail"]) batch.Append(Encoding.UTF8.GetBytes(Line(service, "started")), new SourcePosition(stream, 0, 1), 1);
        runner.Run(batch);
        Assert.Equal(["s1", "m1"], Enumerable.Range(0, 2).Select(i => batch.DetectorOf(i)!.Model.Metadata.Version));

        batch.Clear();
        Assert.False(batch.IsRouted);
        Assert.All(batch.Routes(), Assert.Null);
    }

    private static ModelRouter Router()
    {
        var router = new ModelRouter();
        foreach (DetectionModel model in Models) router.Put(model);
        return router;
    }

    private static DetectionModel Trained(string version, string name) => TrainedModels.Shop.Model with { Metadata = TrainedModels.Shop.Model.Metadata with { Name = name, Version = version } };

    private static string Line(string service, string message) => service.Length == 0 ? $$"""{"message":"{{message}}"}""" : $$$"""{"service":{"name":"{{{service}}}"},"message":"{{{message}}}"}""";
}
