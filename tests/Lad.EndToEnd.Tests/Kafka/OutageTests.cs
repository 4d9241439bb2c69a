using Lad.Kafka.Tests.Brokers;

namespace Lad.EndToEnd.Tests.Kafka;

[Collection(WaitingGroup.Name)]
public class OutageTests(LoadModel model)
{
    private const int Brokers = 3;
    private static readonly int Rate = Size.Of(500, 2000);

    [Fact]
    public async Task Refused_connections_are_waited_out_and_nothing_is_lost()
    {
        var cluster = new MockCluster(Brokers);
        await using Scenario scenario = await Scenario.StartAsync(cluster, model);

        await OutlastAsync(scenario, restarted: false, async () =>
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

        // A broker that comes back may say for a moment that it has no topics; a scorer that believes it ends, and whoever runs it starts it again.
        await OutlastAsync(scenario, restarted: true, async () =>
        {
            await broker.StopAsync();
            await broker.StartAgainAsync();
        }, async () =>
        {
            await broker.KillAsync();
            await broker.StartAgainAsync();
        });
    }

    private static async Task OutlastAsync(Scenario scenario, bool restarted, params Func<Task>[] outages)
    {
        LadProcess[] scorers = [scenario.Scorer(), scenario.Scorer()];
        using var stop = new CancellationTokenSource();
        Task<long> load = scenario.SendAsync(long.MaxValue, Rate, stop.Token);
        await UntilMoreAsync(1);
        foreach (Func<Task> outage in outages)
        {
            await UntilMoreAsync(2 * Rate);
            await outage();
            await UntilMoreAsync(2 * Rate);
        }
        await stop.CancelAsync();
        await load;

        Restart();
        await scenario.UntilAllScoredAsync();
        if (!restarted) Assert.All(scorers, scorer => Assert.False(scorer.HasEnded, scorer.ErrorSoFar));

        async Task UntilMoreAsync(long records)
        {
            long enough = scenario.Distinct() + records;
            await scenario.UntilAsync(() =>
            {
                Restart();
                return scenario.Distinct() >= enough;
            }, () => $"{enough} records have a verdict", TimeSpan.FromMinutes(2));
        }

        void Restart()
        {
            for (int i = 0; restarted && i < scorers.Length; i++)
            {
                if (scorers[i].HasEnded) scorers[i] = scenario.Scorer();
            }
        }
    }
}
