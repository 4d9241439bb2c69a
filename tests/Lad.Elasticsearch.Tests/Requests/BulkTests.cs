using System.Text;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.Tests.Connections;

namespace Lad.Elasticsearch.Tests.Requests;

public sealed class BulkTests
{
    private static readonly byte[] Body = """
        {"create":{"_index":"a","_id":"1"}}
        {"x":1}

        """u8.ToArray();

    [Fact]
    public async Task Each_operation_has_its_own_outcome()
    {
        await using RawServer server = RawServer.Json("""
            {"took":3,"errors":true,"items":[
              {"create":{"_index":"a","_id":"1","_version":1,"_shards":{"total":2},"status":201,"result":"created"}},
              {"create":{"_index":"a","_id":"2","status":409,"error":{"type":"version_conflict_engine_exception","reason":"there"}}},
              {"create":{"_index":"a","status":400,"failure_store":"not_enabled","error":{"type":"document_parsing_exception","reason":"failed to parse","caused_by":{"type":"illegal_argument_exception","reason":"For input string: \"x\""}}}},
              {"create":{"_index":".fs-a","_id":"4","status":201,"failure_store":"used"}},
              {"index":{"_index":"a","status":429,"failure_store":"not_applicable_or_unknown","error":"busy"}}]}
            """);
        using ElasticsearchClient client = Clients.For(server);

        BulkAnswer answer = await client.BulkAsync(Body, 5, CancellationToken.None);

        Assert.Equal(
            [
                new BulkItem(201, FailureStoreUse.None, null, null),
                new BulkItem(409, FailureStoreUse.None, "version_conflict_engine_exception", "there"),
                new BulkItem(400, FailureStoreUse.NotEnabled, "document_parsing_exception", "failed to parse; illegal_argument_exception: For input string: \"x\""),
                new BulkItem(201, FailureStoreUse.Used, null, null),
                new BulkItem(429, FailureStoreUse.None, null, "busy"),
            ],
            answer.Items);
        Assert.Equal("POST /_bulk HTTP/1.1", server.Requests[0].Line);
        Assert.Equal("application/x-ndjson", server.Requests[0].Headers["content-type"]);
        Assert.Equal(Encoding.UTF8.GetString(Body), server.Requests[0].Body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_body_arrives_as_it_was_packed_or_not(bool compression)
    {
        byte[] body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{{\"create\":{{\"_id\":\"{i}\"}}}}\n{{\"n\":{i}}}\n")));
        await using RawServer server = RawServer.Json("""{"errors":false,"took":1,"items":[]}""");
        using ElasticsearchClient client = Clients.For(server, options => options with { Compression = compression });

        await client.BulkAsync(body, 0, CancellationToken.None);

        Assert.Equal(compression, server.Requests[0].Headers.ContainsKey("content-encoding"));
        Assert.Equal(Encoding.UTF8.GetString(body), server.Requests[0].Body);
    }

    [Theory]
    [InlineData("""{"errors":false,"items":[]}""", "0 items for 1 operations")]
    [InlineData("""{"errors":false,"items":[{"create":{"status":201}},{"create":{"status":201}}]}""", "2 items for 1 operations")]
    [InlineData("""{"errors":false}""", "without items")]
    [InlineData("""{"items":[{"create":{"status":201}}]}""", "without errors")]
    [InlineData("""{"errors":false,"items":[{"create":{"_id":"1"}}]}""", "no status")]
    [InlineData("""{"errors":false,"items":[{}]}""", "an item is empty")]
    [InlineData("""{"errors":false,"items":[{"create":{"status":201},"index":{"status":201}}]}""", "more than one operation")]
    [InlineData("""{"errors":false,"items":[{"create":{"status":"201"}}]}""", "status is no whole number")]
    [InlineData("""{"errors":false,"items":[{"create":{"status":201""", "at byte")]
    [InlineData("""{"error":{"type":"x","reason":"y"},"status":500}""", "without items")]
    public async Task What_does_not_account_for_each_operation_is_refused(string body, string says)
    {
        await using RawServer server = RawServer.Json(body);
        using ElasticsearchClient client = Clients.For(server);

        ElasticsearchException failure = await Clients.FailureOf(() => client.BulkAsync(Body, 1, CancellationToken.None));

        Assert.Equal(ElasticsearchFault.BadAnswer, failure.Fault);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }
}
