using Lad.Kafka.Tests.Brokers;

namespace Lad.EndToEnd.Tests.Kafka;

[Collection(WaitingGroup.Name)]
public class StoppedSinkTests(LoadModel model)
{
    private const int LeaderOfInput = 1, Coordinator = 2, LeaderOfOutput = 3, Partitions = 6;
    private const long MostMemory = 400L * 1024 * 1024;
    private static readonly TimeSpan Stopped = TimeSpan.FromSeconds(Size.Of(10, 60));

    [Fact]
    public async Task A_sink_that_stands_still_holds_the_source_back_without_loss_growth_or_leaving_the_group()
    {
        var cluster = new MockCluster(LeaderOfOutput);
        await using Scenario scenario = await Scenario.StartAsync(cluster, model, Partitions);
        cluster.SetLeader(scenario.Input, Partitions, LeaderOfInput);
        foreach (string topic in new[] { scenario.Scored, scenario.Anomalies, scenario.DeadLetters }) cluster.SetLeader(topic, scenario.OutputPartitions, LeaderOfOutput);
        cluster.SetCoordinator(scenario.Input + ".group", Coordinator);
        // A member that does not poll for less time than the sink stands still would be thrown out.
        scenario.ClientProperties["max.poll.interval.ms"] = "4000";
        LadProcess[] scorers = [scenario.Scorer(), scenario.Scorer()];
        using var stop = new CancellationTokenSource();
        Task<long> load = scenario.SendAsync(long.MaxValue, Size.Of(1500, 2000), stop.Token);
        await scenario.UntilScoredAsync(2000);
        long repeats = scenario.Repeats();

        cluster.SetDown(LeaderOfOutput);
        await Task.Delay(Stopped, CancellationToken.None);
        long[] memory = [.. scorers.Select(scorer => scorer.ResidentBytes)];
        cluster.SetUp(LeaderOfOutput);
        await scenario.UntilScoredAsync(scenario.Distinct() + 2000);
        await stop.CancelAsync();
        await load;

        await scenario.UntilAllScoredAsync();
        Assert.All(memory, held => Assert.InRange(held, 1, MostMemory));
        // A member that leaves and comes back reads again what it had not committed, while the other one delivers it.
        Assert.Equal(repeats, scenario.Repeats());
        Assert.All(scorers, scorer => Assert.DoesNotContain("max.poll.interval", scorer.ErrorSoFar, StringComparison.OrdinalIgnoreCase));
    }
}
