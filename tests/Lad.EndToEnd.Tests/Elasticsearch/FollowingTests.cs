using Lad.Elasticsearch.StandIn;
using Lad.Kafka.Tests.Brokers;

namespace Lad.EndToEnd.Tests.Elasticsearch;

[Collection(ClusterGroup.Name)]
public sealed class FollowingTests(TrainedModel model)
{
    [Fact]
    public async Task What_comes_late_is_found_and_nothing_is_scored_twice()
    {
        await using Cluster cluster = await Cluster.StartAsync(model, new StandInOptions { RefreshInterval = TimeSpan.FromMilliseconds(500) });
        cluster.AddMany(1000);
        // What is later than a tenth of it is found once in an overlap.
        cluster.Settings["Lad__Elasticsearch__Overlap"] = "15s";
        LadProcess lad = cluster.Scoring("score", "--from", "es:logs-*", "--to", "es:", "--follow", "--poll", "200ms", "--cursor", cluster.PathTo("cursor"));
        await cluster.UntilVerdictsAsync(1000);

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        for (int i = 0; i < 30; i++) cluster.Add(now.AddSeconds(-i / 3.0), Cluster.Message(i));
        await cluster.UntilVerdictsAsync(1030);
        cluster.Add(now.AddYears(73), "job 1 started on host-1");
        cluster.Add(TimeProvider.System.GetUtcNow(), "job 2 started on host-2");
        await cluster.UntilVerdictsAsync(1032);
        string said = await cluster.StopAsync(lad);

        cluster.AssertEachScoredOnce();
        Assert.Contains("+ 0 there already + 0 refused", said, StringComparison.Ordinal);
        Assert.Equal(0, cluster.Server.OpenPointsInTime);
        cluster.Server.AssertContract();
    }

    [Fact]
    public async Task A_cursor_on_a_topic_tells_the_next_process_where_to_go_on()
    {
        await using var broker = new MockCluster(1);
        string topic = TestBroker.Unique("cursors");
        await broker.CreateTopicAsync(topic, 1);
        await using Cluster cluster = await Cluster.StartAsync(model);
        cluster.AddMany(1000);
        string[] score = ["score", "--from", "es:" + Cluster.Logs, "--to", "es:", "--follow", "--poll", "100ms", "--since", "-1h", "--cursor", "kafka:" + topic, "--brokers", broker.BootstrapServers];
        LadProcess first = cluster.Scoring(score[0], score[1..]);
        await cluster.UntilVerdictsAsync(1000);
        await cluster.StopAsync(first);
        cluster.AddMany(10);

        LadProcess second = cluster.Scoring(score[0], score[1..]);
        await cluster.UntilVerdictsAsync(1010);
        string said = await cluster.StopAsync(second);

        cluster.AssertEachScoredOnce();
        Assert.Contains("10 created + 0 there already", said, StringComparison.Ordinal);
        cluster.Server.AssertContract();
    }

    [Fact]
    public async Task What_came_while_nobody_read_is_read_although_the_beginning_has_moved_on()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        cluster.AddMany(100);
        string[] score = ["--from", "es:" + Cluster.Logs, "--to", "es:", "--follow", "--poll", "100ms", "--since", "-30s", "--cursor", cluster.PathTo("cursor")];
        LadProcess first = cluster.Scoring("score", score);
        await cluster.UntilVerdictsAsync(1);
        // After the beginning of the first process, before what is half a minute ago for the second.
        DateTimeOffset late = TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(29.9);
        await cluster.StopAsync(first);
        int before = cluster.Verdicts();
        cluster.Add(late, "job 1 started on host-1");

        LadProcess second = cluster.Scoring("score", score);
        await cluster.UntilVerdictsAsync(before + 1);
        await cluster.StopAsync(second);

        cluster.Server.AssertContract();
    }

    [Fact]
    public async Task Run_learns_from_what_is_there_and_scores_what_comes_meanwhile_and_after()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        cluster.AddMany(2000, TimeSpan.FromHours(1));
        LadProcess lad = cluster.Lad("run", "--from", "es:" + Cluster.Logs, "--to", "es:", "--poll", "100ms", "--model", "models:" + cluster.PathTo("models"));
        await cluster.UntilAsync(() => lad.ErrorSoFar.Contains("lad: learned", StringComparison.Ordinal), () => "a model is learned");

        for (int i = 0; i < 50; i++) cluster.Add(TimeProvider.System.GetUtcNow(), Cluster.Message(i));
        await cluster.UntilVerdictsAsync(50);
        string said = await cluster.StopAsync(lad);

        Assert.Contains("from 2000 records", said, StringComparison.Ordinal);
        Assert.Equal(50, cluster.Verdicts());
        cluster.Server.AssertContract();
    }

    [Fact]
    public async Task A_trainer_learns_from_an_index()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        cluster.AddMany(2000);

        Ended trainer = await cluster.RunAsync("trainer", "--from", "es:" + Cluster.Logs, "--model", "models:" + cluster.PathTo("models"), "--once", "--map", "6x6");

        Assert.True(trainer.ExitCode == 0, trainer.Error);
        Assert.Contains("default: published", trainer.Error, StringComparison.Ordinal);
        cluster.Server.AssertContract();
    }
}
