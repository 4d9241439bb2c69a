using System.Collections;
using Lad.Cli.Scoring;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Models;

namespace Lad.Cli.Tests.Scoring;

public sealed class ScoringEngineTests
{
    [Fact]
    public async Task An_engine_that_is_not_built_in_is_refused_with_what_to_do_and_one_that_is_scores()
    {
        using var directory = new TemporaryDirectory();
        string lines = string.Concat(Enumerable.Range(0, 300).Select(i => $"job {i} of shop started\n")), models = "models:" + directory.PathTo("models");
        CommandLineResult trained = await CommandLine.RunAsync("train", "--from", "file:" + directory.Write("app.log", lines), "--model", models, "--map", "4x4");
        Assert.True(trained.ExitCode == 0, trained.Error);

        foreach (string engine in new[] { "akka", "dataflow", "auto" })
        {
            CommandLineResult result = await CommandLine.RunAsync(new Hashtable { ["Lad__Pipeline__Engine"] = engine }, lines, "score", "--model", models);

            if (ScoringEngine.FaultOf(engine) is { } fault)
            {
                Assert.Equal((78, "akka"), (result.ExitCode, engine));
                Assert.Contains($"Pipeline:Engine cannot be akka: {fault}", result.Error, StringComparison.Ordinal);
                Assert.Contains("-p:AkkaStreams=true", result.Error, StringComparison.Ordinal);
            }
            else
            {
                Assert.True(result.ExitCode == 0, result.Error);
                Assert.Equal(300, result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
            }
        }
    }

    [Theory]
    [InlineData("dataflow", "TPL Dataflow")]
    [InlineData("akka", "Akka.Streams")]
    public void An_engine_says_what_it_is(string engine, string name) => Assert.StartsWith(name, ScoringEngine.NameOf(engine), StringComparison.Ordinal);

    [Fact]
    public void Auto_is_the_first_that_is_built_in()
    {
        bool hasAkka = ScoringEngine.FaultOf("akka") is null;

        Assert.Equal(ScoringEngine.NameOf(hasAkka ? "akka" : "dataflow"), ScoringEngine.NameOf("auto"));
        Assert.Null(ScoringEngine.FaultOf("auto"));
        IScoringGraph graph = ScoringEngine.Make("auto", new ModelSlot(), new GraphOptions(), new ScoringStages(), TimeProvider.System, new Pipeline.Feedback.FeedbackSlot(), null);
        Assert.Equal(hasAkka, graph is not DataflowScoringGraph);
    }
}
