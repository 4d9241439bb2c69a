using Lad.Kafka.Tests.Brokers;

namespace Lad.EndToEnd.Tests.Elasticsearch;

[Collection(ClusterGroup.Name)]
public sealed class SetupTests(TrainedModel model)
{
    [Fact]
    public async Task What_verdicts_need_is_planned_made_and_then_there()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        int before = cluster.Server.State.Templates.Count;

        Ended plan = await cluster.RunAsync("es", "plan");
        Ended dryRun = await cluster.RunAsync("es", "setup", "--dry-run");

        Assert.Equal((3, 3), (plan.ExitCode, dryRun.ExitCode));
        Assert.Contains("index template", plan.Output, StringComparison.Ordinal);
        Assert.Equal(plan.Output, dryRun.Output);
        Assert.Equal(before, cluster.Server.State.Templates.Count);

        Ended setup = await cluster.RunAsync("es", "setup");

        Assert.Equal(0, setup.ExitCode);
        Assert.True(cluster.Server.State.Templates.Count > before, setup.Error);

        Ended again = await cluster.RunAsync("es", "setup");
        Ended planAgain = await cluster.RunAsync("es", "plan");

        Assert.Equal((0, 0), (again.ExitCode, planAgain.ExitCode));
        Assert.Empty(again.Output);
        Assert.Contains("are there", planAgain.Error, StringComparison.Ordinal);
        cluster.Server.AssertContract();
    }

    [Fact]
    public async Task Where_a_cluster_is_chosen_the_topics_and_what_verdicts_need_there_are_made_together()
    {
        await using Cluster cluster = await Cluster.StartAsync();
        using var broker = new AdminBroker();
        int before = cluster.Server.State.Templates.Count;
        string[] brokers = ["--brokers", broker.BootstrapServers];

        cluster.Settings.Remove("Lad__Elasticsearch__Nodes");
        Ended without = await cluster.RunAsync(["topics", "apply", .. brokers]);
        string[] both = [.. brokers, "--nodes", cluster.Server.Url.ToString()];
        Ended plan = await cluster.RunAsync(["topics", "plan", .. both]);

        Assert.Equal((0, 3), (without.ExitCode, plan.ExitCode));
        Assert.Equal(before, cluster.Server.State.Templates.Count);

        Ended apply = await cluster.RunAsync(["topics", "apply", .. both]);
        Ended planAgain = await cluster.RunAsync(["topics", "plan", .. both]);

        Assert.True(apply.ExitCode == 0, apply.Error);
        Assert.Equal(0, planAgain.ExitCode);
        Assert.True(cluster.Server.State.Templates.Count > before, apply.Error);
        cluster.Server.AssertContract();
    }

    [Fact]
    public async Task Verdicts_that_go_where_nothing_waits_for_them_are_announced_with_the_remedy()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        cluster.AddMany(10);

        Ended unprepared = await cluster.RunAsync("score", "--model", model.Location, "--from", "es:" + Cluster.Logs, "--to", "es:");
        await cluster.RunAsync("es", "setup");
        Ended prepared = await cluster.RunAsync("score", "--model", model.Location, "--from", "es:" + Cluster.Logs, "--to", "es:");

        Assert.Contains("lad es setup", unprepared.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("lad es setup", prepared.Error, StringComparison.Ordinal);
    }
}
