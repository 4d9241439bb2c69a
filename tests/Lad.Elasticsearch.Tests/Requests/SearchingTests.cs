using System.Text;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.Tests.Connections;

namespace Lad.Elasticsearch.Tests.Requests;

public sealed class SearchingTests
{
    private const string Shards = """ "_shards":{"total":2,"successful":2,"skipped":0,"failed":0}""";
    private static readonly SearchQuery Query = new() { PointInTime = "p1", Query = """{"match_all":{}}"""u8.ToArray(), Size = 2 };

    [Fact]
    public async Task A_page_gives_each_hit_as_it_came()
    {
        await using RawServer server = RawServer.Json($$"""
            {"took":1,"timed_out":false,{{Shards}},"pit_id":"p2","hits":{"total":null,"max_score":null,"hits":[
              {"_index":"logs-1","_id":"a","_score":null,"_source":{ "message" : "x \" y", "n":[1,{}] },"sort":[1763683200123, 17]},
              {"_index":"logs-2","_id":"b\u0041\"","fields":{"x":[1]},"sort":[9223372036854775807,18]}] } }
            """);
        using ElasticsearchClient client = Clients.For(server);

        using SearchPage page = await client.SearchAsync(Query, CancellationToken.None);

        Assert.Equal(2, page.Count);
        Assert.Equal("p2", page.PointInTime);
        Assert.Null(page.ScrollId);
        Assert.Equal("logs-1 a", $"{Text(page.Index(0))} {Text(page.Id(0))}");
        Assert.Equal("""{ "message" : "x \" y", "n":[1,{}] }""", Text(page.Source(0)));
        Assert.Equal("[1763683200123, 17]", Text(page.Sort(0)));
        Assert.Equal(1763683200123, page.Time(0));
        Assert.Equal("bA\"", Text(page.Id(1)));
        Assert.True(page.Source(1).IsEmpty);
        Assert.Null(page.Time(1));
    }

    [Fact]
    public async Task A_point_in_time_is_searched_in_order_of_time_and_place()
    {
        await using RawServer server = RawServer.Json($$"""{"timed_out":false,{{Shards}},"hits":{"hits":[] } }""");
        using ElasticsearchClient client = Clients.For(server);

        using SearchPage page = await client.SearchAsync(Query with { After = "[5,6]"u8.ToArray(), Slice = (1, 4), KeepAlive = TimeSpan.FromSeconds(90), TimeField = "ts" }, CancellationToken.None);

        RawRequest request = Assert.Single(server.Requests);
        Assert.Equal("POST /_search?allow_partial_search_results=false HTTP/1.1", request.Line);
        Assert.Equal("application/json", request.Headers["content-type"]);
        Assert.Equal("application/json", request.Headers["accept"]);
        Assert.Equal(
            """{"size":2,"track_total_hits":false,"query":{"match_all":{}},"sort":[{"ts":{"order":"asc","numeric_type":"date","unmapped_type":"date"}},{"_shard_doc":{"order":"asc"}}],"pit":{"id":"p1","keep_alive":"90s"},"search_after":[5,6],"slice":{"id":"1","max":4}}""",
            request.Body);
        Assert.Equal(0, page.Count);
    }

    [Fact]
    public async Task A_scroll_is_begun_continued_and_ended()
    {
        await using RawServer server = RawServer.Json($$"""{"_scroll_id":"s2","timed_out":false,{{Shards}},"hits":{"hits":[] } }""");
        using ElasticsearchClient client = Clients.For(server);

        using SearchPage page = await client.SearchAsync(Query with { PointInTime = null, Index = "logs-*,<a/b>", ScrollKeepAlive = TimeSpan.FromMinutes(1) }, CancellationToken.None);
        using SearchPage next = await client.ScrollAsync(page.ScrollId!, TimeSpan.FromMilliseconds(1500), CancellationToken.None);
        await client.EndScrollAsync("s3", CancellationToken.None);

        Assert.Equal(
            [
                "POST /logs-*,%3Ca%2Fb%3E/_search?scroll=60s&allow_partial_search_results=false HTTP/1.1",
                "POST /_search/scroll HTTP/1.1",
                "DELETE /_search/scroll HTTP/1.1",
            ],
            server.Requests.Select(request => request.Line));
        Assert.Equal(
            """{"size":2,"query":{"match_all":{}},"sort":[{"@timestamp":{"order":"asc","numeric_type":"date","unmapped_type":"date"}},{"_doc":{"order":"asc"}}]}""",
            server.Requests[0].Body);
        Assert.Equal("""{"scroll_id":"s2","scroll":"1500ms"}""", server.Requests[1].Body);
        Assert.Equal("""{"scroll_id":"s3"}""", server.Requests[2].Body);
    }

    [Fact]
    public async Task A_point_in_time_is_opened_and_closed_and_may_be_gone_already()
    {
        await using var server = new RawServer((request, stream, _) => request.Line.StartsWith("DELETE", StringComparison.Ordinal)
            ? RawServer.Reply(stream, """{"succeeded":true,"num_freed":0}""", 404)
            : RawServer.Reply(stream, $$"""{"id":"p9",{{Shards}}}"""));
        using ElasticsearchClient client = Clients.For(server);

        Assert.Equal("p9", await client.OpenPointInTimeAsync("remote:logs-*", TimeSpan.FromMinutes(2), CancellationToken.None));
        await client.ClosePointInTimeAsync("p9", CancellationToken.None);

        Assert.Equal(["POST /remote:logs-*/_pit?keep_alive=120s HTTP/1.1", "DELETE /_pit HTTP/1.1"], server.Requests.Select(request => request.Line));
        Assert.Equal("""{"id":"p9"}""", server.Requests[1].Body);
    }

    [Theory]
    [InlineData("""{"timed_out":true,S,"hits":{"hits":[]}}""", ElasticsearchFault.TimedOut, "only some of the hits")]
    [InlineData("""{"timed_out":false,"_shards":{"total":3,"failed":1,"failures":[{"reason":{"type":"node_gone","reason":"left"}}]},"hits":{"hits":[]}}""", ElasticsearchFault.Unavailable, "without 1 of 3 shards (left)")]
    [InlineData("""{"timed_out":false,S,"_clusters":{"total":2,"successful":1,"skipped":1},"hits":{"hits":[]}}""", ElasticsearchFault.Unavailable, "without 1 of the other clusters")]
    [InlineData("""{S,"hits":{"hits":[]}}""", ElasticsearchFault.BadAnswer, "without timed_out")]
    [InlineData("""{"timed_out":false,S}""", ElasticsearchFault.BadAnswer, "without hits")]
    [InlineData("""{"timed_out":false,S,"hits":{}}""", ElasticsearchFault.BadAnswer, "without hits")]
    [InlineData("""{"timed_out":false,"hits":{"hits":[]}}""", ElasticsearchFault.BadAnswer, "without _shards")]
    [InlineData("""{"timed_out":false,S,"hits":{"hits":[{"_index":"i","_source":{},"sort":[1]}]}}""", ElasticsearchFault.BadAnswer, "a hit without _id")]
    [InlineData("""{"timed_out":false,S,"hits":{"hits":[{"_index":"i","_id":"a","_source":{}}]}}""", ElasticsearchFault.BadAnswer, "a hit without sort")]
    [InlineData("""{"timed_out":false,S,"hits":{"hits":[{"_index":"i","_id":"a","sort":["text"]}]}}""", ElasticsearchFault.BadAnswer, "begin with a time")]
    [InlineData("""{"timed_out":false,S,"hits":{"hits":[{"_index":"i","_id":"a","_source":"text","sort":[1]}]}}""", ElasticsearchFault.BadAnswer, "_source is String")]
    [InlineData("""{"timed_out":false,S,"hits":{"hits":[{"_index":"i","_id":5,"sort":[1]}]}}""", ElasticsearchFault.BadAnswer, "_id is Number")]
    [InlineData("""{"timed_out":false,S,"hits":{"hits":[]}} {}""", ElasticsearchFault.BadAnswer, "at byte")]
    [InlineData("""{"timed_out":false,S,"hits":{"hits":[{"_index":"i","_id":"a","_sou""", ElasticsearchFault.BadAnswer, "at byte")]
    [InlineData("""["a"]""", ElasticsearchFault.BadAnswer, "not StartObject")]
    [InlineData("""{"error":"no","status":500}""", ElasticsearchFault.BadAnswer, "without timed_out")]
    [InlineData("", ElasticsearchFault.BadAnswer, "with nothing")]
    [InlineData("null", ElasticsearchFault.BadAnswer, "the answer is Null")]
    public async Task What_is_not_a_whole_page_is_refused(string body, ElasticsearchFault fault, string says)
    {
        await using RawServer server = RawServer.Json(body.Replace("S", Shards.Trim(), StringComparison.Ordinal));
        using ElasticsearchClient client = Clients.For(server);

        ElasticsearchException failure = await Clients.FailureOf(() => client.SearchAsync(Query, CancellationToken.None));

        Assert.Equal(fault, failure.Fault);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.Contains(server.Address.Authority, failure.Message, StringComparison.Ordinal);
        Assert.Contains("POST /_search", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deep_nest_in_a_document_is_refused_not_followed()
    {
        await using RawServer server = RawServer.Json($$"""{"timed_out":false,{{Shards}},"hits":{"hits":[{"_index":"i","_id":"a","_source":{{string.Concat(Enumerable.Repeat("{\"a\":", 100_000))}}""");
        using ElasticsearchClient client = Clients.For(server);

        Assert.Equal(ElasticsearchFault.BadAnswer, (await Clients.FailureOf(() => client.SearchAsync(Query, CancellationToken.None))).Fault);
    }

    [Fact]
    public async Task Documents_are_counted()
    {
        await using RawServer server = RawServer.Json($$"""{"count":12345678901,{{Shards}}}""");
        using ElasticsearchClient client = Clients.For(server);

        Assert.Equal(12345678901, await client.CountAsync("logs-*", """{"term":{"a":"b"}}"""u8.ToArray(), CancellationToken.None));

        Assert.Equal("POST /logs-*/_count HTTP/1.1", server.Requests[0].Line);
        Assert.Equal("""{"query":{"term":{"a":"b"}}}""", server.Requests[0].Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,,b")]
    [InlineData("_all/_search")]
    [InlineData("..")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    public async Task What_is_no_index_is_not_asked_for(string index)
    {
        await using RawServer server = RawServer.Json("{}");
        using ElasticsearchClient client = Clients.For(server);

        await Assert.ThrowsAsync<ArgumentException>(() => client.ExistsAsync(index, CancellationToken.None));

        Assert.Empty(server.Requests);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
