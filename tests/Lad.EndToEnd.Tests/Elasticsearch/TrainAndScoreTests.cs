using System.Globalization;
using System.Text.Json;

namespace Lad.EndToEnd.Tests.Elasticsearch;

[Collection(ClusterGroup.Name)]
public sealed class TrainAndScoreTests(TrainedModel model)
{
    private const int Documents = 3000;

    [Fact]
    public async Task A_model_is_learned_from_an_index_and_its_verdicts_go_beside_it()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        cluster.AddMany(Documents);
        string models = "models:" + cluster.PathTo("models");

        Ended setup = await cluster.RunAsync("es", "setup");
        Ended train = await cluster.RunAsync("train", "--from", "es:logs-*", "--model", models, "--map", "6x6");
        cluster.Add(TimeProvider.System.GetUtcNow(), "kernel panic: no root device");
        Ended score = await cluster.RunAsync("score", "--from", "es:logs-*", "--to", "es:", "--model", models);

        Assert.True(setup.ExitCode == 0, setup.Error);
        Assert.True(train.ExitCode == 0, train.Error);
        Assert.Contains("Elasticsearch 9.1.3 (cluster ", train.Error, StringComparison.Ordinal);
        Assert.Contains("from 3,000 records", train.Error, StringComparison.Ordinal);
        Assert.True(score.ExitCode == 0, score.Error);
        cluster.AssertEachScoredOnce();
        Assert.Contains("kernel panic", System.Text.Encoding.UTF8.GetString(Assert.Single(cluster.Server.State.Documents(Cluster.Anomalies)).Source.Span), StringComparison.Ordinal);
        Assert.Contains("3,002 documents = 3,002 created + 0 there already + 0 refused", score.Error, StringComparison.Ordinal);
        using JsonDocument verdict = JsonDocument.Parse(cluster.Server.State.Documents(Cluster.Scored)[0].Source);
        Assert.Equal("shop", verdict.RootElement.GetProperty("service").GetProperty("name").GetString());

        // What was written is not read: the pattern matches the verdicts' data streams too.
        Ended again = await cluster.RunAsync("score", "--from", "es:logs-*", "--to", "es:", "--model", models);

        Assert.Contains("3,002 documents = 0 created + 3,002 there already + 0 refused", again.Error, StringComparison.Ordinal);
        cluster.AssertEachScoredOnce();
        cluster.Server.AssertContract();
    }

    [Fact]
    public async Task The_latest_documents_are_learned_from_when_they_are_asked_for()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        for (int i = 0; i < 500; i++) cluster.Add(now.AddDays(-1).AddSeconds(i), $"backup of volume {i} verified by operator");
        cluster.AddMany(300);
        cluster.Settings["Lad__Training__Latest"] = "true";

        Ended train = await cluster.RunAsync("train", "--from", "es:" + Cluster.Logs, "--max-records", "300", "--model", "models:" + cluster.PathTo("models"), "--map", "6x6");
        Ended score = await cluster.RunAsync("score", "--from", "es:" + Cluster.Logs, "--model", "models:" + cluster.PathTo("models"), "--emit", "anomalies");

        Assert.True(train.ExitCode == 0, train.Error);
        Assert.Contains("from 300 records", train.Error, StringComparison.Ordinal);
        Assert.True(score.ExitCode == 0, score.Error);
        Assert.Equal(500, score.Output.Split("\"message\":\"backup of volume").Length - 1);
        cluster.Server.AssertContract();
    }

    [Fact]
    public async Task Of_an_index_a_service_a_query_a_time_and_a_number_can_be_read()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        DateTimeOffset start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        for (int i = 0; i < 100; i++) cluster.Add(start.AddMinutes(i), Cluster.Message(i), i % 10 == 0 ? "bank" : "shop");

        Assert.Equal(100, await CountAsync());
        Assert.Equal(10, await CountAsync("--service", "bank"));
        Assert.Equal(50, await CountAsync("--query", "message:finished"));
        Assert.Equal(50, await CountAsync("--query", """{"match":{"message":{"query":"finished"}}}"""));
        Assert.Equal(40, await CountAsync("--since", "2026-11-20T13:00:00Z"));
        Assert.Equal(60, await CountAsync("--until", "2026-11-20T13:00:00Z"));
        Assert.Equal(10, await CountAsync("--since", "2026-11-20T12:10:00Z", "--until", "2026-11-20T12:20:00Z"));
        Assert.Equal(7, await CountAsync("--max-records", "7"));
        cluster.Server.AssertContract();

        async Task<int> CountAsync(params string[] options)
        {
            Ended ended = await cluster.RunAsync(["score", "--model", model.Location, "--from", "es:" + Cluster.Logs, .. options]);
            Assert.True(ended.ExitCode == 0, ended.Error);
            return ended.Output.Count(letter => letter == '\n');
        }
    }

    [Theory]
    [InlineData("es:shop-a", 1)]
    [InlineData("es:shop-a,shop-b", 2)]
    [InlineData("es:shop-*", 3)]
    [InlineData("es:shop-*,-shop-b", 2)]
    [InlineData("es:both", 2)]
    [InlineData("es:<shop-{now/d{yyyy}}>", 1)]
    public async Task Names_patterns_exclusions_aliases_and_date_math_are_read(string from, int documents)
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string year = now.ToString("yyyy", CultureInfo.InvariantCulture);
        foreach (string name in new[] { "shop-a", "shop-b", "shop-" + year, "bank" }) cluster.Add(now, Cluster.Message(1), index: name);
        cluster.Server.State.CreateAlias("both", "shop-a", "bank");

        Ended score = await cluster.RunAsync("score", "--model", model.Location, "--from", from);

        Assert.True(score.ExitCode == 0, score.Error);
        Assert.Equal(documents, score.Output.Count(letter => letter == '\n'));
        cluster.Server.AssertContract();
    }

    [Fact]
    public async Task What_is_refused_becomes_a_dead_letter_and_the_rest_is_written()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);
        cluster.AddMany(100);
        cluster.Server.Faults.MappingErrorMark = "job 8 started";
        string[] score = ["score", "--model", model.Location, "--from", "es:" + Cluster.Logs, "--to", "es:"];

        Ended counted = await cluster.RunAsync(score);
        Ended kept = await cluster.RunAsync([.. score, "--dead-letters", cluster.PathTo("dead.jsonl")]);

        Assert.Equal((0, 0), (counted.ExitCode, kept.ExitCode));
        Assert.Contains("99 created + 0 there already + 1 refused", counted.Error, StringComparison.Ordinal);
        Assert.Contains("--dead-letters FILE keeps them", counted.Error, StringComparison.Ordinal);
        Assert.Contains("100 records", counted.Error, StringComparison.Ordinal);
        Assert.Contains("99 scored + 1 dead-lettered", counted.Error, StringComparison.Ordinal);
        string letter = Assert.Single(await File.ReadAllLinesAsync(cluster.PathTo("dead.jsonl")));
        Assert.Contains("elasticsearch-refused", letter, StringComparison.Ordinal);
        Assert.Equal(99, cluster.Verdicts());
    }

    [Fact]
    public async Task An_old_server_and_OpenSearch_are_read_by_scrolling_which_is_said()
    {
        foreach (Lad.Elasticsearch.StandIn.StandInOptions options in new Lad.Elasticsearch.StandIn.StandInOptions[] { new() { Version = new Version(7, 10, 2) }, new() { Version = new Version(2, 19, 1), OpenSearch = true } })
        {
            await using Cluster cluster = await Cluster.StartAsync(model, options);
            cluster.AddMany(2500);

            Ended score = await cluster.RunAsync("score", "--model", model.Location, "--from", "es:" + Cluster.Logs, "--to", "es:");

            Assert.True(score.ExitCode == 0, score.Error);
            Assert.Contains("scroll", score.Error, StringComparison.Ordinal);
            cluster.AssertEachScoredOnce();
            cluster.Server.AssertContract();
        }
    }

    [Fact]
    public async Task A_file_is_scored_into_an_index_of_the_operators_choice()
    {
        await using Cluster cluster = await Cluster.StartAsync(model);

        Ended score = await cluster.RunAsync("score", "--model", model.Location, "--from", "file:" + model.Log, "--to", "es:shop-verdicts");

        Assert.True(score.ExitCode == 0, score.Error);
        Assert.Equal(600, cluster.Verdicts("shop-verdicts"));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{600 + cluster.Verdicts(Cluster.Anomalies):N0} created"), score.Error, StringComparison.Ordinal);
        cluster.Server.AssertContract();
    }
}
