using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Tests.Connections;

public sealed class ErrorAnswerTests
{
    [Theory]
    [InlineData(400, ElasticsearchFault.Refused, false)]
    [InlineData(401, ElasticsearchFault.Unauthorized, false)]
    [InlineData(403, ElasticsearchFault.Forbidden, false)]
    [InlineData(404, ElasticsearchFault.NotFound, false)]
    [InlineData(408, ElasticsearchFault.TimedOut, true)]
    [InlineData(413, ElasticsearchFault.TooLarge, false)]
    [InlineData(429, ElasticsearchFault.Throttled, true)]
    [InlineData(500, ElasticsearchFault.ServerError, true)]
    [InlineData(502, ElasticsearchFault.Unavailable, true)]
    [InlineData(503, ElasticsearchFault.Unavailable, true)]
    [InlineData(504, ElasticsearchFault.Unavailable, true)]
    [InlineData(204, ElasticsearchFault.BadAnswer, false)]
    public async Task Each_status_has_its_fault(int status, ElasticsearchFault fault, bool isTransient)
    {
        await using var server = new RawServer((_, stream, cancellation) => status == 204
            ? RawServer.Send(stream, "HTTP/1.1 204 None\r\n\r\n", cancellation)
            : RawServer.Reply(stream, """{"error":{"type":"some_exception","reason":"because"},"status":0}""", status));
        using ElasticsearchClient client = Clients.For(server);

        ElasticsearchException failure = await Clients.FailureOf(() => client.InfoAsync(CancellationToken.None));

        Assert.Equal((fault, isTransient, status), (failure.Fault, failure.IsTransient, failure.Status));
        Assert.Contains($"http://localhost:{server.Port}", failure.Message, StringComparison.Ordinal);
        if (status == 204) return;
        Assert.Contains("some_exception: because", failure.Message, StringComparison.Ordinal);
        Assert.Equal("some_exception", failure.ErrorType);
    }

    [Theory]
    [InlineData("""{"error":{"root_cause":[{"type":"a","reason":"deep"}],"type":"search_phase_execution_exception","reason":"all shards failed"},"status":400}""", "search_phase_execution_exception: all shards failed; a: deep.")]
    [InlineData("""{"error":{"type":"t","reason":"r","caused_by":{"type":"c","reason":"s","caused_by":{"type":"d","reason":"bottom"}}}}""", "t: r; d: bottom.")]
    [InlineData("""{"error":{"type":"t","reason":null}}""", "t: no reason given.")]
    [InlineData("""{"error":"Incorrect HTTP method","status":405}""", ": Incorrect HTTP method.")]
    [InlineData("""{"message":"from a proxy"}""", """: {"message":"from a proxy"}.""")]
    [InlineData("<html>\r\n<h1>Bad   request</h1>", ": <html> <h1>Bad request</h1>.")]
    [InlineData("", ": no reason given.")]
    [InlineData("""{"error":{"root_cause":[5],"caused_by":"x"}}""", ": no reason given.")]
    public async Task The_reason_is_said_in_one_line_whatever_its_form(string body, string says)
    {
        await using RawServer server = RawServer.Json(body, 400);
        using ElasticsearchClient client = Clients.For(server);

        ElasticsearchException failure = await Clients.FailureOf(() => client.InfoAsync(CancellationToken.None));

        Assert.EndsWith(says, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("120", 120.0)]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("Sat, 21 Nov 2026 00:01:00 GMT", 60.0)]
    [InlineData("Sat, 21 Nov 2020 00:01:00 GMT", null)]
    public async Task How_long_the_server_asks_to_wait_is_known(string header, double? seconds)
    {
        await using RawServer server = RawServer.Json("{}", 503, $"Retry-After: {header}\r\n");
        using ElasticsearchClient client = Clients.For(server);

        ElasticsearchException failure = await Clients.FailureOf(() => client.InfoAsync(CancellationToken.None));

        Assert.Equal(seconds, failure.RetryAfter?.TotalSeconds);
    }
}
