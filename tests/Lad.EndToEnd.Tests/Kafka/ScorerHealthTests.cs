using Lad.Kafka.Tests.Brokers;

namespace Lad.EndToEnd.Tests.Kafka;

[Collection(WaitingGroup.Name)]
public sealed class ScorerHealthTests(LoadModel model)
{
    private const int LeaderOfInput = 1, LeaderOfOutput = 3, Partitions = 2;

    [Fact]
    public async Task A_scorer_warms_up_is_ready_lives_through_an_outage_and_drains()
    {
        var cluster = new MockCluster(LeaderOfOutput);
        await using Scenario scenario = await Scenario.StartAsync(cluster, model, Partitions);
        await cluster.CreateTopicAsync("lad.models", 1);
        cluster.SetLeader("lad.models", 1, LeaderOfInput);
        cluster.SetLeader(scenario.Input, Partitions, LeaderOfInput);
        cluster.SetCoordinator(scenario.Input + ".group", LeaderOfInput);
        foreach (string topic in new[] { scenario.Scored, scenario.Anomalies, scenario.DeadLetters }) cluster.SetLeader(topic, scenario.OutputPartitions, LeaderOfOutput);
        scenario.Model = "kafka:lad.models";
        LadProcess scorer = scenario.Scorer("--health", "127.0.0.1:0");
        using var probe = new Probe(scorer);

        await probe.UntilAsync("ready", 503, "warming", "kafka:lad.models has no model 'default' yet");
        Assert.Equal((200, "started"), await probe.AskAsync("startup"));
        Assert.Equal((200, "live"), await probe.AskAsync("live"));

        using (LadProcess train = LadProcess.Start("train", "--from", model.Log, "--map", "4x4", "--model", "kafka:lad.models", "--brokers", cluster.BootstrapServers))
        {
            Ended trained = await train.EndAsync();
            Assert.True(trained.ExitCode == 0, trained.Error);
        }
        await probe.UntilAsync("ready", 200, "ready", $"reading {scenario.Input}/0,1");
        await scenario.SendAsync(100, 1000);
        await scenario.UntilScoredAsync(100);

        cluster.SetDown(LeaderOfOutput);
        await scenario.SendAsync(100, 1000);
        Assert.Equal((200, "ready"), await probe.AskAsync("ready"));
        await scorer.SignalAsync("TERM");
        await probe.UntilAsync("ready", 503, "draining");
        Assert.Equal((200, "live"), await probe.AskAsync("live"));
        cluster.SetUp(LeaderOfOutput);

        Ended ended = await scorer.ExitAsync();
        Assert.True(ended.ExitCode == 0, ended.Error);
    }

    [Fact]
    public async Task A_second_signal_ends_a_scorer_that_drains_where_it_stands()
    {
        var cluster = new MockCluster(LeaderOfOutput);
        await using Scenario scenario = await Scenario.StartAsync(cluster, model, Partitions);
        cluster.SetLeader(scenario.Input, Partitions, LeaderOfInput);
        cluster.SetCoordinator(scenario.Input + ".group", LeaderOfInput);
        foreach (string topic in new[] { scenario.Scored, scenario.Anomalies, scenario.DeadLetters }) cluster.SetLeader(topic, scenario.OutputPartitions, LeaderOfOutput);
        LadProcess scorer = scenario.Scorer("--health", "127.0.0.1:0");
        using var probe = new Probe(scorer);
        await probe.UntilAsync("ready", 200, "ready", $"reading {scenario.Input}/0,1");
        await scenario.SendAsync(100, 1000);
        await scenario.UntilScoredAsync(100);
        cluster.SetDown(LeaderOfOutput);
        await scenario.SendAsync(100, 1000);
        await scorer.SignalAsync("TERM");
        await probe.UntilAsync("ready", 503, "draining");

        await scorer.SignalAsync("TERM");

        Assert.Equal(143, (await scorer.ExitAsync()).ExitCode);
        cluster.SetUp(LeaderOfOutput);
    }

    [Fact]
    public async Task A_second_scorer_of_one_partition_stands_by_and_that_is_ready()
    {
        await using Scenario scenario = await Scenario.StartAsync(new MockCluster(), model, partitions: 1);
        Probe[] probes = [.. Enumerable.Range(0, 2).Select(_ => new Probe(scenario.Scorer("--health", "127.0.0.1:0")))];

        await Probe.UntilAsync(() => probes.Select(probe => probe.AskAsync("ready").GetAwaiter().GetResult()).Order().SequenceEqual([(200, "ready"), (200, "standing by")]), () => "none of the two stands by");

        foreach (Probe probe in probes) probe.Dispose();
    }
}
