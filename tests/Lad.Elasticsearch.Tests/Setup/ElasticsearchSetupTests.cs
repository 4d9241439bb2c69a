using System.Text.Json;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.Setup;
using Lad.Elasticsearch.StandIn;

namespace Lad.Elasticsearch.Tests.Setup;

public sealed class ElasticsearchSetupTests : IAsyncLifetime, IDisposable
{
    private StandInServer server = null!;
    private ElasticsearchClient client = null!;

    public Task InitializeAsync() => StartAsync(new StandInOptions());

    public void Dispose() => client.Dispose();

    public async Task DisposeAsync()
    {
        server.AssertContract();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task What_is_missing_is_made_and_then_there_is_nothing_to_do()
    {
        SetupPlan plan = await PlanAsync(new SetupNames());
        Assert.Equal(
            [
                (SetupKind.IndexTemplate, "lad-scored", SetupState.Missing),
                (SetupKind.DataStream, "logs-lad.scored-default", SetupState.Missing),
                (SetupKind.IndexTemplate, "lad-anomaly", SetupState.Missing),
                (SetupKind.DataStream, "logs-lad.anomaly-default", SetupState.Missing),
            ],
            plan.Items.Select(item => (item.Kind, item.Name, item.State)));

        List<string> done = await ApplyAsync(plan);

        Assert.Equal(plan.Items.Select(item => item.Name), done);
        SetupPlan again = await PlanAsync(new SetupNames());
        Assert.True(again.IsDone);
        Assert.All(again.Items, item => Assert.Equal(SetupState.Same, item.State));
        Assert.Equal(2, server.State.DataStreams.Count);
    }

    [Fact]
    public async Task Doing_it_twice_or_by_two_at_once_is_no_error()
    {
        SetupPlan plan = await PlanAsync(new SetupNames());

        await ApplyAsync(plan);
        await ApplyAsync(plan);

        Assert.True((await PlanAsync(new SetupNames())).IsDone);
    }

    [Fact]
    public async Task An_older_template_is_replaced_and_what_is_written_already_is_told_of()
    {
        await ApplyAsync(await PlanAsync(new SetupNames(Anomalies: null)));
        await client.PutIndexTemplateAsync("lad-scored", Edited(1, "0000000000000000"), CancellationToken.None);

        SetupPlan plan = await PlanAsync(new SetupNames(Anomalies: null));
        await ApplyAsync(plan);

        Assert.Equal(SetupState.Older, plan.Items[0].State);
        Assert.Contains("_rollover", plan.Items[0].Detail, StringComparison.Ordinal);
        Assert.True((await PlanAsync(new SetupNames(Anomalies: null))).IsDone);
    }

    [Fact]
    public async Task A_template_of_a_newer_LAD_or_of_others_is_left_alone()
    {
        await ApplyAsync(await PlanAsync(new SetupNames()));
        await client.PutIndexTemplateAsync("lad-scored", Edited(99, "ffff"), CancellationToken.None);
        await client.PutIndexTemplateAsync("lad-anomaly", """{"index_patterns":["logs-lad.anomaly-*"],"priority":300,"data_stream":{}}"""u8.ToArray(), CancellationToken.None);

        SetupPlan plan = await PlanAsync(new SetupNames());

        Assert.True(plan.IsDone);
        Assert.Equal([(SetupState.Left, "a newer LAD made it (version 99, this one has 2)"), (SetupState.Left, "it is not LAD's")], plan.Items.Where(item => item.Kind == SetupKind.IndexTemplate).Select(item => (item.State, item.Detail)));
    }

    [Fact]
    public async Task A_data_stream_of_another_name_has_a_template_of_its_own()
    {
        await ApplyAsync(await PlanAsync(new SetupNames("logs-shop.verdicts-eu", null)));

        Assert.Equal("lad-scored-logs-shop.verdicts", Assert.Single(server.State.Templates, template => template.Patterns.Contains("logs-shop.verdicts-*")).Name);
        Assert.Equal("logs-shop.verdicts-eu", Assert.Single(server.State.DataStreams).Name);
    }

    [Fact]
    public async Task A_plain_index_is_made_with_the_same_types_and_one_that_is_there_is_left_alone()
    {
        server.State.CreateIndex("old-verdicts");

        SetupPlan plan = await PlanAsync(new SetupNames("verdicts", "old-verdicts"));
        await ApplyAsync(plan);

        Assert.Equal([(SetupKind.Index, "verdicts", SetupState.Missing), (SetupKind.Index, "old-verdicts", SetupState.Left)], plan.Items.Select(item => (item.Kind, item.Name, item.State)));
        BulkAnswer answer = await client.BulkAsync("""
            {"create":{"_index":"verdicts","_id":"1"}}
            {"@timestamp":"2026-11-21T00:00:00.000Z","message":"a","lad":{"score":0.5}}
            {"create":{"_index":"verdicts","_id":"2"}}
            {"@timestamp":"2026-11-21T00:00:00.000Z","message":"a","lad":{"other":0.5}}

            """u8.ToArray(), 2, CancellationToken.None);
        Assert.Equal([201, 400], answer.Items.Select(item => item.Status));
    }

    [Fact]
    public async Task An_index_in_the_place_of_a_data_stream_is_told_of()
    {
        server.State.CreateIndex("logs-lad.scored-default");

        SetupPlan plan = await PlanAsync(new SetupNames(Anomalies: null));

        Assert.Equal(SetupState.Left, plan.Items[1].State);
        Assert.Contains("index or alias", plan.Items[1].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7.10.2", false)]
    [InlineData("7.17.0", false)]
    [InlineData("8.15.1", false)]
    [InlineData("9.1.3", false)]
    [InlineData("1.3.0", true)]
    [InlineData("2.19.1", true)]
    public async Task Every_server_gets_types_that_it_has(string version, bool isOpenSearch)
    {
        client.Dispose();
        await server.DisposeAsync();
        await StartAsync(new StandInOptions { Version = Version.Parse(version), OpenSearch = isOpenSearch, CheckContract = !isOpenSearch });

        await ApplyAsync(await PlanAsync(new SetupNames()));

        string types = Template("lad-scored").GetRawText();
        Assert.Equal(isOpenSearch, !types.Contains("constant_keyword", StringComparison.Ordinal));
        Assert.Equal(isOpenSearch || version.StartsWith("7.10", StringComparison.Ordinal), !types.Contains("match_only_text", StringComparison.Ordinal));
        Assert.Equal(isOpenSearch, !types.Contains("flattened", StringComparison.Ordinal));
        Assert.Equal(version.StartsWith("2.", StringComparison.Ordinal), types.Contains("flat_object", StringComparison.Ordinal));
        Assert.Equal(version[0] is '8' or '9', types.Contains("lad@custom", StringComparison.Ordinal));
        Assert.True((await PlanAsync(new SetupNames())).IsDone);
    }

    private async Task StartAsync(StandInOptions options)
    {
        server = await StandInServer.StartAsync(options);
        client = new ElasticsearchClient(new ElasticsearchOptions { Nodes = server.Urls }, TimeProvider.System);
    }

    private Task<SetupPlan> PlanAsync(SetupNames names) => new ElasticsearchSetup(client).PlanAsync(names, CancellationToken.None);

    private async Task<List<string>> ApplyAsync(SetupPlan plan)
    {
        var done = new List<string>();
        await new ElasticsearchSetup(client).ApplyAsync(plan, item => done.Add(item.Name), CancellationToken.None);
        return done;
    }

    private JsonElement Template(string name) => Assert.Single(server.State.Templates, template => template.Name == name).Body;

    private static byte[] Edited(int version, string hash) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["index_patterns"] = new[] { "logs-lad.scored-*" },
            ["priority"] = 200,
            ["data_stream"] = new Dictionary<string, object>(),
            ["_meta"] = new Dictionary<string, object> { ["lad"] = new Dictionary<string, object> { ["version"] = version, ["hash"] = hash } },
        });
}
