using Lad.EndToEnd.Tests.Kafka;

namespace Lad.EndToEnd.Tests.Elasticsearch;

[Collection(ClusterGroup.Name)]
public sealed class OutageTests(TrainedModel model)
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(Size.Of(3, 60));

    [Fact]
    public async Task A_cluster_that_goes_away_and_turns_requests_down_is_waited_for_and_nothing_is_lost()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        cluster.Server.Faults.ItemShare = 0.2;
        cluster.AddMany(5000);
        LadProcess lad = cluster.Scoring("score", "--from", "es:" + Cluster.Logs, "--to", "es:", "--follow", "--poll", "100ms", "--cursor", cluster.PathTo("cursor"));
        await cluster.UntilVerdictsAsync(1);

        await cluster.Server.StopAsync();
        cluster.AddMany(2000);
        await Task.Delay(Away);
        await cluster.Server.StartAgainAsync();
        await cluster.UntilVerdictsAsync(7000, TimeSpan.FromMinutes(2));
        string said = await cluster.StopAsync(lad);

        cluster.AssertEachScoredOnce();
        Assert.Contains("sent again", said, StringComparison.Ordinal);
        cluster.Server.AssertContract();
    }

    [Fact]
    public async Task A_watcher_is_not_ready_while_its_cluster_is_away_lives_on_and_is_ready_again()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        cluster.AddMany(10);
        LadProcess lad = cluster.Scoring("score", "--from", "es:" + Cluster.Logs, "--to", "es:", "--follow", "--poll", "100ms", "--health", "127.0.0.1:0");
        using var probe = new Probe(lad);
        await cluster.UntilVerdictsAsync(10);
        await probe.UntilAsync("ready", 200, "ready", "reading es:");

        await cluster.Server.StopAsync();
        await probe.UntilAsync("ready", 503, "waiting");
        Assert.Equal((200, "live"), await probe.AskAsync("live"));

        await cluster.Server.StartAgainAsync();
        await probe.UntilAsync("ready", 200, "ready", "reading es:");
        await cluster.StopAsync(lad);
    }

    [Fact]
    public async Task What_follows_waits_for_a_cluster_that_is_not_there_yet_and_says_so()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        await cluster.Server.StopAsync();
        LadProcess lad = cluster.Scoring("score", "--from", "es:" + Cluster.Logs, "--to", "es:", "--follow", "--poll", "100ms");
        await cluster.UntilAsync(() => lad.ErrorSoFar.Contains(cluster.Server.Url.Authority, StringComparison.Ordinal), () => "it says what it waits for");

        await cluster.Server.StartAgainAsync();
        cluster.AddMany(10);

        await cluster.UntilVerdictsAsync(10);
        await cluster.StopAsync(lad);
    }
}
