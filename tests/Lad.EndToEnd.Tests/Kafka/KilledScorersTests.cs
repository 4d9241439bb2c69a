using Confluent.Kafka;
using Lad.Kafka.Tests.Brokers;

namespace Lad.EndToEnd.Tests.Kafka;

[Collection(ScenarioGroup.Name)]
public class KilledScorersTests(LoadModel model)
{
    private static readonly int Kills = Size.Of(3, 20);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(Size.Of(2, 5));
    private static readonly int Rate = Size.Of(1000, 2000);

    [BrokerTheory]
    public async Task Scorers_that_are_killed_and_then_restarted_in_turn_leave_no_record_without_a_verdict(BrokerKind kind)
    {
        await using Scenario scenario = await Scenario.StartAsync(await TestBroker.StartAsync(kind), model);

        await KillAndRestartAsync(scenario);

        await scenario.UntilAllScoredAsync();
    }

    [BrokerTheory(BrokerFeatures.Transactions)]
    public async Task With_exactly_once_no_record_is_lost_and_none_has_two_committed_verdicts(BrokerKind kind)
    {
        IBroker broker = await TestBroker.StartAsync(kind);
        await using Scenario scenario = await Scenario.StartAsync(broker, model, isolation: IsolationLevel.ReadCommitted);
        scenario.Settings["Lad__Kafka__Delivery"] = "exactly-once";

        await KillAndRestartAsync(scenario);

        await scenario.UntilAllScoredAsync();
        // Where what was aborted stays visible, a killed scorer's open transaction is seen twice.
        if (broker.Features.HasFlag(BrokerFeatures.ReadCommitted)) Assert.Equal(0, scenario.Repeats());
    }

    [BrokerTheory(BrokerFeatures.Transactions | BrokerFeatures.ReadCommitted)]
    public async Task With_exactly_once_a_rolling_restart_repeats_nothing(BrokerKind kind)
    {
        await using Scenario scenario = await Scenario.StartAsync(await TestBroker.StartAsync(kind), model, isolation: IsolationLevel.ReadCommitted);
        scenario.Settings["Lad__Kafka__Delivery"] = "exactly-once";
        LadProcess[] scorers = Start(scenario, 2);
        using var stop = new CancellationTokenSource();
        Task<long> load = scenario.SendAsync(long.MaxValue, Rate, stop.Token);
        await scenario.UntilScoredAsync(1);

        await RestartInTurnAsync(scenario, scorers);
        await stop.CancelAsync();
        await load;

        await scenario.UntilAllScoredAsync();
        Assert.Equal(0, scenario.Repeats());
    }

    private static async Task KillAndRestartAsync(Scenario scenario)
    {
        LadProcess[] scorers = Start(scenario, 3);
        using var stop = new CancellationTokenSource();
        Task<long> load = scenario.SendAsync(long.MaxValue, Rate, stop.Token);
        await scenario.UntilScoredAsync(1);
        using var timer = new PeriodicTimer(Between);
        for (int kill = 0; kill < Kills; kill++)
        {
            await timer.WaitForNextTickAsync();
            await scenario.KillAsync(scorers[kill % 3]);
            scorers[kill % 3] = scenario.Scorer();
        }
        await RestartInTurnAsync(scenario, scorers);
        await stop.CancelAsync();
        await load;
    }

    private static async Task RestartInTurnAsync(Scenario scenario, LadProcess[] scorers)
    {
        for (int i = 0; i < scorers.Length; i++)
        {
            // It is restarted only once it works: a scorer that is stopped while it starts would show nothing.
            long before = scenario.Distinct();
            await scenario.UntilScoredAsync(before + Rate);
            await scenario.StopAsync(scorers[i]);
            scorers[i] = scenario.Scorer();
        }
    }

    private static LadProcess[] Start(Scenario scenario, int count) => [.. Enumerable.Range(0, count).Select(i => scenario.Scorer())];
}
