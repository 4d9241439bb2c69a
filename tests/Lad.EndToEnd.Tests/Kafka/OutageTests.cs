using Lad.Kafka.Tests.Brokers;

namespace Lad.EndToEnd.Tests.Kafka;

[Collection(ScenarioGroup.Name)]
public class OutageTests(LoadModel model)
{
    private const int Brokers = 3;
    private static readonly int Rate = Size.Of(500, 2000);

    [Fact]
    public async Task Refused_connections_are_waited_out_and_nothing_is_lost()
    {
        var cluster = new MockCluster(Brokers);
        await using Scenario scenario = await Scenario.StartAsync(cluster, model);

        await OutlastAsync(scenario, async () =>
        {
            for (int broker = 1; broker <= Brokers; broker++) cluster.SetDown(broker);
            await Task.Delay(TimeSpan.FromSeconds(Size.Of(4, 30)));
            for (int broker = 1; broker <= Brokers; broker++) cluster.SetUp(broker);
        });
    }

    [RealKafkaFact]
    public async Task A_broker_that_is_restarted_and_one_that_is_killed_are_waited_out_and_nothing_is_lost()
    {
        RealKafka broker = (await RealKafka.StartAsync())!;
        await using Scenario scenario = await Scenario.StartAsync(broker, model);

        await OutlastAsync(scenario, async () =>
        {
            await broker.StopAsync();
            await broker.StartAgainAsync();
        }, async () =>
        {
            await broker.KillAsync();
            await broker.StartAgainAsync();
        });
    }

    private static async Task OutlastAsync(Scenario scenario, params Func<Task>[] outages)
    {
        LadProcess[] scorers = [scenario.Scorer(), scenario.Scorer()];
        using var stop = new CancellationTokenSource();
        Task<long> load = scenario.SendAsync(long.MaxValue, Rate, stop.Token);
        await scenario.UntilScoredAsync(1);
        foreach (Func<Task> outage in outages)
        {
            await scenario.UntilScoredAsync(scenario.Distinct() + (2 * Rate));
            await outage();
            await scenario.UntilScoredAsync(scenario.Distinct() + (2 * Rate), TimeSpan.FromMinutes(2));
        }
        await stop.CancelAsync();
        await load;

        await scenario.UntilAllScoredAsync();
        Assert.All(scorers, scorer => Assert.False(scorer.HasEnded, scorer.ErrorSoFar));
    }
}
