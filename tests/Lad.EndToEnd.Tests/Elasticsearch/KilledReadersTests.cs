using Lad.Elasticsearch.StandIn;
using Lad.EndToEnd.Tests.Kafka;

namespace Lad.EndToEnd.Tests.Elasticsearch;

[Collection(ClusterGroup.Name)]
public sealed class KilledReadersTests(TrainedModel model)
{
    private static readonly int Documents = Size.Of(20_000, 200_000);
    private static readonly int Kills = Size.Of(3, 10);
    private static readonly int Rate = Size.Of(2_000, 2_000);
    private static readonly TimeSpan MostLate = TimeSpan.FromSeconds(Size.Of(10, 30));

    [Fact]
    public async Task Documents_that_come_out_of_order_are_scored_exactly_once_by_a_reader_that_is_killed_again_and_again()
    {
        await using Cluster cluster = await Cluster.StartAsync(model, new StandInOptions { RefreshInterval = TimeSpan.FromSeconds(1) });
        // What is very late is found once in an overlap, which the short form does not wait for.
        if (!Size.IsLong) cluster.Settings["Lad__Elasticsearch__Overlap"] = "12s";
        Assert.Equal(0, (await cluster.RunAsync("es", "setup")).ExitCode);
        LadProcess lad = Follow(cluster);
        Task load = Task.Run(() => AddAsync(cluster));

        for (int kill = 1; kill <= Kills; kill++)
        {
            await cluster.UntilVerdictsAsync(kill * Documents / (Kills + 1), TimeSpan.FromMinutes(3));
            await cluster.KillAsync(lad);
            lad = Follow(cluster);
        }
        await load;
        // Everything may be there before the last reader has begun.
        cluster.Add(TimeProvider.System.GetUtcNow(), Cluster.Message(Documents));
        await cluster.UntilVerdictsAsync(Documents + 1, TimeSpan.FromMinutes(3));
        await cluster.StopAsync(lad);

        cluster.AssertEachScoredOnce();
        cluster.Server.AssertContract();
    }

    private static LadProcess Follow(Cluster cluster) =>
        cluster.Scoring("score", "--from", "es:" + Cluster.Logs, "--to", "es:", "--follow", "--poll", "200ms", "--cursor", cluster.PathTo("cursor"));

    // Each document is of some time within the last thirty seconds: what comes next may be older than all before it.
    private static async Task AddAsync(Cluster cluster)
    {
        const int PerTick = 50;
        var random = new Random(1);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds((double)PerTick / Rate));
        for (int i = 0; i < Documents; i++)
        {
            if (i % PerTick == 0) await timer.WaitForNextTickAsync();
            cluster.Add(TimeProvider.System.GetUtcNow() - (random.NextDouble() * MostLate), Cluster.Message(i));
        }
    }
}
