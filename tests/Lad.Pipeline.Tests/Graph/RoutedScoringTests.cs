using System.Text;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Tests.Models;

namespace Lad.Pipeline.Tests.Graph;

public sealed class RoutedScoringTests
{
    [Fact]
    public void A_change_holds_from_the_next_batch_on_and_for_its_service_alone()
    {
        ModelRouter router = RoutedModels.Router();
        using var driver = new GraphDriver(router, new ManualTimeProvider());
        string[] Versions() => [.. RoutedModels.Services.SelectMany(service => driver.Send(RoutedModels.Line(service, "started"))).Select(verdict => verdict.ModelVersion)];

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
        router.Put(RoutedModels.Models[1]);
        using var driver = new GraphDriver(router, new ManualTimeProvider());

        Assert.Equal("s1", Assert.Single(driver.Send(RoutedModels.Line("shop", "started"))).ModelVersion);
        Assert.Contains("'mail'", Assert.Throws<NoModelException>(() => driver.Send(RoutedModels.Line("mail", "started"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Finding_and_taking_turns_allocate_nothing()
    {
        byte[][] lines = [.. Enumerable.Range(0, 64).Select(i => Encoding.UTF8.GetBytes(RoutedModels.Line(RoutedModels.Services[i * 7 % 5], "started")))];
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
        ModelRouter router = RoutedModels.Router();
        var runner = new StageRunner(router, new ScratchPool(), [.. new ScoringStages().Stages], new GraphCounters());
        var batch = new RecordBatch(4);
        var stream = new SourceStream("s", "s");
        foreach (string service in (string[])["shop", "mail"]) batch.Append(Encoding.UTF8.GetBytes(RoutedModels.Line(service, "started")), new SourcePosition(stream, 0, 1), 1);
        runner.Run(batch);
        Assert.Equal(["s1", "m1"], Enumerable.Range(0, 2).Select(i => batch.DetectorOf(i)!.Model.Metadata.Version));

        batch.Clear();
        Assert.False(batch.IsRouted);
        Assert.All(batch.Routes(), Assert.Null);
    }
}
