using Lad.Elasticsearch.StandIn;
using Lad.Elasticsearch.StandIn.Contracts;

namespace Lad.Elasticsearch.Tests.StandIn;

/// <summary>What the contract check must find, and what it must leave alone.</summary>
public sealed class ContractTests
{
    [ContractTheory]
    [InlineData("POST", "/_search?alow_partial_search_results=false", "{}", "?alow_partial_search_results", "does not know")]
    [InlineData("POST", "/_search?size=many", "{}", "?size", "'many'")]
    [InlineData("POST", "/logs/_search?allow_no_indices=perhaps", "{}", "?allow_no_indices", "'perhaps'")]
    [InlineData("POST", "/_search", """{"siez":10}""", "/siez", "does not know")]
    [InlineData("POST", "/_search", """{"size":"10"}""", "/size", "is no number")]
    [InlineData("POST", "/_search", """{"slice":{"id":0,"max":2}}""", "/slice/id", "is no string")]
    [InlineData("POST", "/_search", """{"slice":{"id":"0"}}""", "/slice/max", "is missing")]
    [InlineData("POST", "/_search", """{"pit":{"id":"a","keepalive":"1m"}}""", "/pit/keepalive", "does not know")]
    [InlineData("POST", "/_search", """{"sort":[{"@timestamp":{"ordre":"asc"}}]}""", "/sort/0/@timestamp/ordre", "does not know")]
    [InlineData("POST", "/_search", """{"sort":[{"@timestamp":{"order":"up"}}]}""", "/sort/0/@timestamp/order", "none of asc, desc")]
    [InlineData("POST", "/_search", """{"sort":[{"a":"asc","b":"asc"}]}""", "/sort/0", "more than 1")]
    [InlineData("POST", "/_search", """{"query":{"bool":{"filtre":[]}}}""", "/query/bool/filtre", "does not know")]
    [InlineData("POST", "/_search", """{"query":{"rnage":{}}}""", "/query/rnage", "does not know")]
    [InlineData("POST", "/_search", """{"query":{"match_all":{},"exists":{"field":"a"}}}""", "/query", "more than 1")]
    [InlineData("POST", "/_search", """{"query":{"term":{"service.name":{"values":"a"}}}}""", "/query/term/service.name/values", "does not know")]
    [InlineData("POST", "/_search", """{"query":{"range":{"@timestamp":{"gte":"1","fromat":"epoch_millis"}}}}""", "/query/range/@timestamp/fromat", "does not know")]
    [InlineData("POST", "/_search", """{"search_after":[[1]]}""", "/search_after/0", "is no")]
    [InlineData("POST", "/logs/_pit", null, "?keep_alive", "is missing")]
    [InlineData("DELETE", "/_pit", """{"pit_id":"a"}""", "/id", "is missing")]
    [InlineData("DELETE", "/_pit", null, "", "body is missing")]
    [InlineData("POST", "/_search/scroll", """{"scroll":60,"scroll_id":"a"}""", "/scroll", "is no string")]
    [InlineData("POST", "/logs/_count", """{"querry":{}}""", "/querry", "does not know")]
    [InlineData("POST", "/logs/_refresh", null, "", "no such endpoint")]
    [InlineData("GET", "/_bulk", null, "", "no such endpoint")]
    [InlineData("HEAD", "/logs", """{"a":1}""", "", "none is expected")]
    [InlineData("PUT", "/_index_template/t", """{"index_pattern":["a"]}""", "/index_pattern", "does not know")]
    [InlineData("PUT", "/_index_template/t", """{"index_patterns":["a"],"template":{"mappings":{"dynamic":false}}}""", "/template/mappings/dynamic", "is no string")]
    [InlineData("PUT", "/_index_template/t", """{"index_patterns":["a"],"template":{"mappings":{"properties":{"a":{"type":"keyword","ignore_abvoe":1}}}}}""", "/template/mappings/properties/a/ignore_abvoe", "does not know")]
    [InlineData("PUT", "/_index_template/t", """{"index_patterns":["a"],"template":{"mappings":{"properties":{"a":{"type":"keywrod"}}}}}""", "/template/mappings/properties/a", "no kind")]
    [InlineData("PUT", "/_index_template/t", """{"index_patterns":["a"],"priority":"high"}""", "/priority", "is no number")]
    public async Task A_wrong_request_is_reported_with_its_place(string method, string path, string? body, string at, string what)
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);

        await requests.SendAsync(method, path, body);

        Assert.Contains(server.Contract!.Violations, violation => !violation.InAnswer && violation.At == at && violation.What.Contains(what, StringComparison.Ordinal));
        Assert.DoesNotContain(server.Contract.Violations, violation => violation.InAnswer);
        Assert.Contains(at, Assert.Throws<InvalidOperationException>(server.AssertContract).Message, StringComparison.Ordinal);
    }

    [ContractTheory]
    [InlineData("""{"create":{"_indx":"a"}}""", "line 1/create/_indx")]
    [InlineData("""{"create":{"_index":"a","_type":"_doc"}}""", "line 1/create/_type")]
    [InlineData("""{"create":{"_index":"a"},"index":{}}""", "line 1")]
    [InlineData("""{"create":{"_index":"a","_id":1}}""", "line 1/create/_id")]
    [InlineData("""{"insert":{"_index":"a"}}""", "line 1/insert")]
    public async Task A_wrong_action_of_a_bulk_request_is_reported_with_its_line(string action, string at)
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);

        await requests.BulkAsync($"{action}\n{{}}\n");

        Assert.Contains(server.Contract!.Violations, violation => violation.At == at);
    }

    [ContractFact]
    public async Task Right_requests_and_all_their_answers_break_nothing()
    {
        foreach (Version version in (Version[])[new(7, 17, 28), new(8, 15, 0), new(9, 1, 3)])
        {
            await using StandInServer server = await StandInServer.StartAsync(new() { Version = version });
            using var requests = new StandInRequests(server);
            await requests.SendAsync("GET", "/");
            await requests.SendAsync("PUT", "/_index_template/lad", """
                {"index_patterns":["logs-lad.*-*"],"priority":300,"data_stream":{},"template":{
                   "settings":{"index":{"codec":"best_compression","mode":"standard"}},
                   "mappings":{"dynamic":"strict","properties":{"@timestamp":{"type":"date"},"labels":{"type":"flattened"},"lad":{"properties":{"score":{"type":"double"}}}}}}}
                """);
            await requests.SendAsync("GET", "/_index_template/lad");
            await requests.SendAsync("HEAD", "/_index_template/lad");
            await requests.SendAsync("GET", "/_index_template/none");
            await requests.SendAsync("PUT", "/_data_stream/logs-lad.scored-default");
            await requests.SendAsync("GET", "/_data_stream/logs-lad.scored-default");
            await requests.SendAsync("PUT", "/plain", """{"mappings":{"properties":{"a":{"type":"keyword"}}},"aliases":{"other":{}}}""");
            await requests.SendAsync("HEAD", "/plain?ignore_unavailable=true");
            await requests.BulkAsync("""
                {"create":{"_index":"logs-lad.scored-default","_id":"1"}}
                {"@timestamp":"2026-11-21T00:00:00Z","lad":{"score":1}}
                {"create":{"_index":"logs-lad.scored-default","_id":"1"}}
                {"@timestamp":"2026-11-21T00:00:00Z"}
                {"create":{"_index":"logs-lad.scored-default","_id":"2"}}
                {"@timestamp":"2026-11-21T00:00:00Z","other":1}
                {"index":{"_index":"plain"}}
                {"a":"b"}

                """, "/_bulk?refresh=wait_for&timeout=30s");
            await requests.SendAsync("POST", "/logs-*,plain/_count", """{"query":{"match_all":{}}}""");
            await requests.SendAsync("POST", "/missing/_search?size=1", """{"query":{"match_all":{}}}""");
            await requests.SendAsync("POST", "/logs-*/_search?scroll=1m&size=10", """{"sort":["_doc"]}""");
            await requests.SendAsync("DELETE", "/_search/scroll", """{"scroll_id":["c2Nyb2xsPj46OTk6MDo="]}""");
            Assert.Single(await requests.ReadAllAsync(await requests.PointInTimeAsync("logs-*"), 5));

            server.AssertContract();
            Assert.True(server.Contract!.Checked > 15);
        }
    }

    [ContractFact]
    public void Every_schema_that_the_endpoints_reach_is_understood() => Assert.InRange(ContractDocument.Shared!.Explore(), 500, 20_000);

    [Fact]
    public async Task Without_the_check_everything_works_the_same()
    {
        await using StandInServer server = await StandInServer.StartAsync(new() { CheckContract = false });
        using var requests = new StandInRequests(server);

        Assert.Equal(200, (await requests.SendAsync("POST", "/_search?siez=10", "{}")).Status);

        Assert.Null(server.Contract);
        server.AssertContract();
    }
}
