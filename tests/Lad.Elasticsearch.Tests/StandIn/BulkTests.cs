using System.Text.Json;
using Lad.Elasticsearch.StandIn;

namespace Lad.Elasticsearch.Tests.StandIn;

public sealed class BulkTests
{
    private const string Strict = """
        {"index_patterns":["logs-lad.*-*"],"priority":300,"data_stream":{},"template":{"mappings":{"dynamic":"strict","properties":{
          "@timestamp":{"type":"date"},"labels":{"type":"flattened"},"message":{"type":"match_only_text"},
          "service.name":{"type":"keyword"},"lad":{"properties":{"score":{"type":"double"},"anomaly":{"type":"boolean"},"count":{"type":"long"}}}}}}}
        """;

    [Fact]
    public async Task Create_is_done_once_and_says_409_from_then_on()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);
        string body = Create("logs-a-b", "1", """{"@timestamp":"2026-11-21T00:00:00Z"}""") + Create("logs-a-b", "2", """{"@timestamp":"2026-11-21T00:00:00Z"}""");

        JsonElement first = (await requests.BulkAsync(body)).Body;
        JsonElement again = (await requests.BulkAsync(body)).Body;

        Assert.False(first.GetProperty("errors").GetBoolean());
        Assert.True(again.GetProperty("errors").GetBoolean());
        Assert.Equal([201, 201], Statuses(first));
        Assert.Equal([409, 409], Statuses(again));
        Assert.Equal("version_conflict_engine_exception", again.GetProperty("items")[0].GetProperty("create").GetProperty("error").GetProperty("type").GetString());
        Assert.Equal((2, 2, 4), (server.Counters.Created, server.Counters.Conflicts, server.Counters.Items));
        Assert.Equal(2, server.State.Count("logs-a-b"));
        Assert.StartsWith(".ds-logs-a-b-", server.State.Documents("logs-a-b")[0].Index, StringComparison.Ordinal);
        server.AssertContract();
    }

    [Theory]
    [InlineData("""{"@timestamp":"2026-11-21T00:00:00.123Z","lad":{"score":1,"anomaly":true},"labels":{"a":{"b":1}},"service":{"name":"x"}}""", 201, null)]
    [InlineData("""{"@timestamp":"2026-11-21T00:00:00.123456789+01:00","lad.score":0.5}""", 201, null)]
    [InlineData("""{"@timestamp":1795219200000,"lad":{"score":null,"count":"12"},"message":["a","b"]}""", 201, null)]
    [InlineData("""{"@timestamp":"2026-11-21T00:00:00Z","other":1}""", 400, "strict_dynamic_mapping_exception")]
    [InlineData("""{"@timestamp":"2026-11-21T00:00:00Z","lad":{"scroe":1}}""", 400, "strict_dynamic_mapping_exception")]
    [InlineData("""{"@timestamp":"2026-11-21T00:00:00Z","lad":{"score":"high"}}""", 400, "document_parsing_exception")]
    [InlineData("""{"@timestamp":"2026-11-21T00:00:00Z","lad":{"anomaly":1}}""", 400, "document_parsing_exception")]
    [InlineData("""{"@timestamp":"2026-11-21T00:00:00Z","lad":1}""", 400, "document_parsing_exception")]
    [InlineData("""{"@timestamp":"2026-11-21T00:00:00Z","labels":"a"}""", 400, "document_parsing_exception")]
    [InlineData("""{"@timestamp":"2026-11-21T00:00:00Z","message":{"a":1}}""", 400, "document_parsing_exception")]
    [InlineData("""{"@timestamp":"2026-11-21T00:00:00Z","message":"a","message":"b"}""", 400, "document_parsing_exception")]
    [InlineData("""{"@timestamp":"yesterday"}""", 400, "document_parsing_exception")]
    [InlineData("""{"message":"no time"}""", 400, "document_parsing_exception")]
    [InlineData("""{"@timestamp":"2026-11-21T00:00:00Z",""", 400, "document_parsing_exception")]
    public async Task Documents_are_held_against_the_mapping(string document, int status, string? error)
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);
        Assert.Equal(200, (await requests.SendAsync("PUT", "/_index_template/lad", Strict)).Status);

        JsonElement item = (await requests.BulkAsync(Create("logs-lad.scored-default", "1", document))).Body.GetProperty("items")[0].GetProperty("create");

        Assert.Equal(status, item.GetProperty("status").GetInt32());
        Assert.Equal(error, item.TryGetProperty("error", out JsonElement given) ? given.GetProperty("type").GetString() : null);
        Assert.Equal(status == 201 ? 1 : 0, server.State.Count());
        server.AssertContract();
    }

    [Fact]
    public async Task A_failure_store_keeps_what_is_refused_and_says_so()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);
        await requests.SendAsync("PUT", "/_index_template/lad", Strict.Replace("\"template\":{", """ "template":{"data_stream_options":{"failure_store":{"enabled":true}},""", StringComparison.Ordinal));

        JsonElement item = (await requests.BulkAsync(Create("logs-lad.scored-default", "1", """{"@timestamp":"2026-11-21T00:00:00Z","other":1}"""))).Body.GetProperty("items")[0].GetProperty("create");

        Assert.Equal(201, item.GetProperty("status").GetInt32());
        Assert.Equal("used", item.GetProperty("failure_store").GetString());
        Assert.StartsWith(".fs-", item.GetProperty("_index").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, server.State.Count("logs-lad.scored-default"));
        Assert.Single(server.State.DataStreams[0].Failures);
        server.AssertContract();
    }

    [Fact]
    public async Task A_data_stream_takes_create_only()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);

        JsonElement answer = (await requests.BulkAsync(Create("logs-a-b", "1", """{"@timestamp":1}""").Replace("create", "index", StringComparison.Ordinal))).Body;

        Assert.Equal([400], Statuses(answer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"create\":{\"_index\":\"a\"}}\n{}")]
    [InlineData("{\"create\":{\"_index\":\"a\"}}\n")]
    [InlineData("{\"create\":{\"_index\":\"a\",\"_kind\":\"b\"}}\n{}\n")]
    [InlineData("[]\n{}\n")]
    public async Task A_malformed_request_is_refused_whole(string body)
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);

        Assert.Equal(400, (await requests.BulkAsync(body)).Status);
        Assert.Equal(0, server.State.Count());
    }

    [Fact]
    public async Task Index_writes_over_and_counts_versions()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);
        const string Body = "{\"index\":{\"_id\":\"1\"}}\n{\"a\":1}\n";

        await requests.BulkAsync(Body, "/plain/_bulk");
        JsonElement item = (await requests.BulkAsync(Body, "/plain/_bulk")).Body.GetProperty("items")[0].GetProperty("index");

        Assert.Equal((200, 2), (item.GetProperty("status").GetInt32(), item.GetProperty("_version").GetInt32()));
        Assert.Equal(1, (await requests.SendAsync("POST", "/plain/_count")).Body.GetProperty("count").GetInt32());
        server.AssertContract();
    }

    private static string Create(string index, string id, string document) => $"{{\"create\":{{\"_index\":\"{index}\",\"_id\":\"{id}\"}}}}\n{document}\n";

    private static IEnumerable<int> Statuses(JsonElement answer) => answer.GetProperty("items").EnumerateArray().Select(item => item.EnumerateObject().First().Value.GetProperty("status").GetInt32());
}
