using System.Globalization;
using System.Text.Json;
using Lad.Elasticsearch.StandIn;
using Lad.Pipeline.Tests;

namespace Lad.Elasticsearch.Tests.StandIn;

public sealed class SearchTests
{
    [Theory]
    [InlineData("""{"match_all":{}}""", 6)]
    [InlineData("""{"match_none":{}}""", 0)]
    [InlineData("""{"term":{"service.name.keyword":{"value":"Check-Out"}}}""", 2)]
    [InlineData("""{"term":{"service.name":{"value":"Check-Out"}}}""", 0)]
    [InlineData("""{"term":{"service.name":{"value":"check"}}}""", 2)]
    [InlineData("""{"terms":{"service.name.keyword":["Check-Out","cart"]}}""", 5)]
    [InlineData("""{"ids":{"values":["id1","id5","none"]}}""", 2)]
    [InlineData("""{"exists":{"field":"level"}}""", 1)]
    [InlineData("""{"range":{"@timestamp":{"gte":"1795219201000","lt":"1795219203000","format":"epoch_millis"}}}""", 2)]
    [InlineData("""{"range":{"@timestamp":{"gt":"2026-11-21T00:00:03Z"}}}""", 2)]
    [InlineData("""{"range":{"@timestamp":{"lte":"2026-11-21T00:00:03.000Z","format":"strict_date_optional_time"}}}""", 4)]
    [InlineData("""{"bool":{"filter":[{"exists":{"field":"service.name"}}],"must_not":[{"ids":{"values":["id0"]}}]}}""", 4)]
    [InlineData("""{"bool":{"should":[{"ids":{"values":["id0"]}},{"ids":{"values":["id1"]}}]}}""", 2)]
    [InlineData("""{"query_string":{"query":"payment AND NOT failed"}}""", 2)]
    [InlineData("""{"query_string":{"query":"\"payment failed\""}}""", 1)]
    [InlineData("""{"query_string":{"query":"service.name.keyword:cart OR level:ERROR"}}""", 4)]
    [InlineData("""{"query_string":{"query":"service.name.keyword:Che*"}}""", 2)]
    [InlineData("""{"query_string":{"query":"(payment OR stock) -failed"}}""", 3)]
    [InlineData("""{"match":{"message":{"query":"failed stock"}}}""", 2)]
    public async Task Queries_find_what_they_should(string query, int count)
    {
        await using StandInServer server = await WithLogsAsync();
        using var requests = new StandInRequests(server);

        (int status, JsonElement body) = await requests.SendAsync("POST", "/logs/_count", $"{{\"query\":{query}}}");

        Assert.True(status == 200, body.ToString());
        Assert.Equal(count, body.GetProperty("count").GetInt32());
        server.AssertContract();
    }

    [Theory]
    [InlineData("/logs/_search", """{"size":10001}""", 400, "illegal_argument_exception")]
    [InlineData("/logs/_search", """{"slice":{"id":"0","max":2}}""", 400, "action_request_validation_exception")]
    [InlineData("/logs/_search", """{"sort":["_shard_doc"]}""", 400, "illegal_argument_exception")]
    [InlineData("/logs/_search", """{"sort":["missing"]}""", 400, "query_shard_exception")]
    [InlineData("/logs/_search", """{"sort":["@timestamp"],"search_after":[1,2]}""", 400, "illegal_argument_exception")]
    [InlineData("/logs/_search", """{"query":{"like":{}}}""", 400, "parsing_exception")]
    [InlineData("/logs/_search", """{"query":{"query_string":{"query":"a AND"}}}""", 400, "query_shard_exception")]
    [InlineData("/logs/_search?scroll=1m", """{"search_after":[1]}""", 400, "illegal_argument_exception")]
    [InlineData("/logs/_search?scroll=1m", """{"track_total_hits":false}""", 400, "action_request_validation_exception")]
    [InlineData("/none/_search", "{}", 404, "index_not_found_exception")]
    [InlineData("/_search/scroll", """{"scroll_id":"c2Nyb2xsPj46OTk6MDo="}""", 404, "search_context_missing_exception")]
    public async Task What_Elasticsearch_refuses_is_refused(string path, string body, int status, string error)
    {
        await using StandInServer server = await WithLogsAsync();
        using var requests = new StandInRequests(server);

        (int given, JsonElement answer) = await requests.SendAsync("POST", path, body);

        Assert.Equal(status, given);
        Assert.Equal(error, answer.GetProperty("error").GetProperty("root_cause")[0].GetProperty("type").GetString());
    }

    [Fact]
    public async Task Names_patterns_aliases_and_date_math_stand_for_concrete_indices()
    {
        var clock = new ManualTimeProvider();
        await using StandInServer server = await StandInServer.StartAsync(new() { Clock = clock });
        using var requests = new StandInRequests(server);
        foreach (string index in (string[])["logs-2026.11.20", "logs-2026.11.21", "other", "logs-app-prod"]) server.State.Put(index, "1", """{"@timestamp":1}""");
        server.State.CreateAlias("both", "logs-2026.11.20", "other");

        Assert.Equal(3, await CountAsync("logs-*"));
        Assert.Equal(2, await CountAsync("logs-2026.*"));
        Assert.Equal(2, await CountAsync("both"));
        Assert.Equal(2, await CountAsync("other,logs-app-*"));
        Assert.Equal(1, await CountAsync("logs-*,-logs-2026*"));
        Assert.Equal(1, await CountAsync("%3Clogs-%7Bnow%2Fd%7D%3E"));
        Assert.Equal(1, await CountAsync("%3Clogs-%7Bnow-1d%2Fd%7D%3E"));
        Assert.Equal(0, await CountAsync("nothing-*"));
        Assert.Equal(4, await CountAsync("*"));
        Assert.Equal(404, (await requests.SendAsync("POST", "/other,nothing/_count")).Status);

        async Task<int> CountAsync(string index) => (await requests.SendAsync("POST", $"/{index}/_count")).Body.GetProperty("count").GetInt32();
    }

    [Fact]
    public async Task A_scroll_is_a_snapshot_and_gives_each_document_once()
    {
        await using StandInServer server = await WithLogsAsync();
        using var requests = new StandInRequests(server);

        JsonElement page = (await requests.SendAsync("POST", "/logs/_search?scroll=1m", """{"size":4,"sort":[{"@timestamp":"asc"}]}""")).Body;
        server.State.Put("logs", "id9", """{"@timestamp":"2026-11-21T00:00:09Z"}""");
        var ids = new List<string>();
        string scroll;
        do
        {
            ids.AddRange(page.GetProperty("hits").GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("_id").GetString()!));
            scroll = page.GetProperty("_scroll_id").GetString()!;
            page = (await requests.SendAsync("POST", "/_search/scroll", $$"""{"scroll":"1m","scroll_id":"{{scroll}}"}""")).Body;
        }
        while (page.GetProperty("hits").GetProperty("hits").GetArrayLength() > 0);

        Assert.Equal(["id0", "id1", "id2", "id3", "id4", "id5"], ids);
        Assert.Equal(1, server.OpenScrolls);
        Assert.Equal(200, (await requests.SendAsync("DELETE", "/_search/scroll", $$"""{"scroll_id":"{{scroll}}"}""")).Status);
        Assert.Equal(404, (await requests.SendAsync("DELETE", "/_search/scroll", $$"""{"scroll_id":"{{scroll}}"}""")).Status);
        Assert.Equal(0, server.OpenScrolls);
        server.AssertContract();
    }

    [Fact]
    public async Task A_document_without_the_sort_field_comes_last_with_the_greatest_value()
    {
        await using StandInServer server = await WithLogsAsync();
        using var requests = new StandInRequests(server);
        server.State.Put("logs", "id-none", """{"message":"when?"}""");

        JsonElement hits = (await requests.SendAsync("POST", "/logs/_search", """{"sort":[{"@timestamp":{"order":"asc"}}]}""")).Body.GetProperty("hits").GetProperty("hits");

        Assert.Equal("id-none", hits[6].GetProperty("_id").GetString());
        Assert.Equal(long.MaxValue, hits[6].GetProperty("sort")[0].GetInt64());
        Assert.Equal(1795219200000, hits[0].GetProperty("sort")[0].GetInt64());
    }

    [Theory]
    [InlineData(true, "2.19.1", 400)]
    [InlineData(false, "7.5.2", 400)]
    public async Task Servers_without_points_in_time_say_so_as_they_do(bool openSearch, string version, int status)
    {
        await using StandInServer server = await StandInServer.StartAsync(new() { OpenSearch = openSearch, Version = Version.Parse(version) });
        using var requests = new StandInRequests(server);
        server.State.Put("logs", "1", """{"@timestamp":1}""");

        Assert.Equal(status, (await requests.SendAsync("POST", "/logs/_pit?keep_alive=1m")).Status);
        JsonElement info = (await requests.SendAsync("GET", "/")).Body.GetProperty("version");
        Assert.Equal(openSearch, info.TryGetProperty("distribution", out _));
        Assert.Equal(version, info.GetProperty("number").GetString());
        server.AssertContract();
    }

    private static async Task<StandInServer> WithLogsAsync()
    {
        StandInServer server = await StandInServer.StartAsync();
        string[] documents =
        [
            "\"message\":\"payment accepted\",\"service\":{\"name\":\"Check-Out\"}", "\"message\":\"payment failed\",\"service\":{\"name\":\"Check-Out\"},\"level\":\"ERROR\"",
            "\"message\":\"stock low\",\"service.name\":\"cart\"", "\"message\":\"payment booked\",\"service.name\":\"cart\"", "\"message\":\"nothing\",\"service.name\":[\"cart\"]", "\"message\":\"other\"",
        ];
        for (int i = 0; i < documents.Length; i++)
            server.State.Put("logs", $"id{i}", string.Create(CultureInfo.InvariantCulture, $"{{\"@timestamp\":\"2026-11-21T00:00:{i:D2}Z\",{documents[i]}}}"));
        return server;
    }
}
