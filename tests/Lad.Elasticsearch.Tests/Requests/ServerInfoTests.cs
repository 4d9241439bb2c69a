using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.Tests.Connections;

namespace Lad.Elasticsearch.Tests.Requests;

public sealed class ServerInfoTests
{
    [Theory]
    [InlineData("""{"number":"7.17.9"}""", "You Know, for Search", "7.17.9", false, true)]
    [InlineData("""{"number":"7.10.2"}""", "You Know, for Search", "7.10.2", false, false)]
    [InlineData("""{"number":"9.1.0-SNAPSHOT"}""", "You Know, for Search", "9.1.0", false, true)]
    [InlineData("""{"number":"2.11.0","distribution":"opensearch"}""", "", "2.11.0", true, false)]
    [InlineData("""{"number":"7.10.2"}""", "The OpenSearch Project: https://opensearch.org/", "7.10.2", true, false)]
    public async Task The_server_is_known_by_its_version_and_kind(string version, string tagline, string expected, bool isOpenSearch, bool hasPointInTime)
    {
        await using RawServer server = RawServer.Json($$"""{"name":"n","cluster_name":"c","cluster_uuid":"u","version":{{version}},"tagline":"{{tagline}}"}""");
        using ElasticsearchClient client = Clients.For(server);

        ServerInfo info = await client.InfoAsync(CancellationToken.None);

        Assert.Equal(new ServerInfo(Version.Parse(expected), isOpenSearch, "c", "u"), info);
        Assert.Equal(hasPointInTime, info.HasPointInTime);
        Assert.Equal("GET / HTTP/1.1", server.Requests[0].Line);
    }

    [Theory]
    [InlineData("""{"name":"n","cluster_name":"c","cluster_uuid":"u"}""")]
    [InlineData("""{"name":"n","cluster_name":null,"cluster_uuid":"u","version":{"number":"8.0.0"}}""")]
    [InlineData("""{"name":"n","cluster_name":"c","cluster_uuid":"u","version":{"number":"new"}}""")]
    [InlineData("<html>login</html>")]
    public async Task What_does_not_introduce_itself_is_no_server_of_ours(string body)
    {
        await using RawServer server = RawServer.Json(body);
        using ElasticsearchClient client = Clients.For(server);

        ElasticsearchException failure = await Clients.FailureOf(() => client.InfoAsync(CancellationToken.None));

        Assert.Equal(ElasticsearchFault.BadAnswer, failure.Fault);
        Assert.Contains("Is it Elasticsearch", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(404, false)]
    public async Task An_index_is_there_or_not(int status, bool exists)
    {
        await using var server = new RawServer((_, stream, cancellation) => RawServer.Send(stream, $"HTTP/1.1 {status} Some\r\nContent-Type: application/json\r\nContent-Length: 120\r\n\r\n", cancellation));
        using ElasticsearchClient client = Clients.For(server);

        Assert.Equal(exists, await client.ExistsAsync("logs", CancellationToken.None));
        Assert.Equal("HEAD /logs HTTP/1.1", server.Requests[0].Line);
    }

    [Fact]
    public async Task A_path_in_front_of_a_proxy_is_kept()
    {
        await using RawServer server = RawServer.Json("{}");
        using ElasticsearchClient client = Clients.For([new Uri(server.Address, "/search/cluster/")]);

        Assert.True(await client.ExistsAsync("logs", CancellationToken.None));

        Assert.Equal($"http://localhost:{server.Port}/search/cluster", client.Name);
    }
}
