using System.Net;
using System.Net.Sockets;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Pipeline.Tests;

namespace Lad.Elasticsearch.Tests.Connections;

public sealed class BorrowedBodyTests
{
    // More than fits between the two, so that the client is still sending when it gives up.
    private const int Large = 32 << 20;

    [Fact]
    public async Task Nothing_of_a_body_is_sent_once_the_call_is_over()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var clock = new ManualTimeProvider();
        using ElasticsearchClient client = Clients.For([new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")], options => options with { Compression = false }, clock);
        var body = new byte[Large];
        body.AsSpan().Fill((byte)'a');

        Task<BulkAnswer> sending = client.BulkAsync(body, 1, CancellationToken.None);
        using TcpClient connection = await listener.AcceptTcpClientAsync();
        var some = new byte[64 << 10];
        await connection.GetStream().ReadExactlyAsync(some);
        clock.Advance(TimeSpan.FromMinutes(1));
        ElasticsearchException failure = await Clients.FailureOf(() => sending);
        body.AsSpan().Fill((byte)'b');

        Assert.Equal(ElasticsearchFault.TimedOut, failure.Fault);
        Assert.InRange(await ReadRestAsync(connection.GetStream(), some), 0, Large - 1);
    }

    [Fact]
    public async Task A_body_that_is_too_large_for_the_server_is_known_as_that()
    {
        await using RawServer server = RawServer.Json("""{"error":{"type":"content_too_large_exception","reason":"entity content is too long"},"status":413}""", 413);
        using ElasticsearchClient client = Clients.For(server);

        ElasticsearchException failure = await Clients.FailureOf(() => client.BulkAsync(new byte[4 << 20], 1, CancellationToken.None));

        Assert.Equal(ElasticsearchFault.TooLarge, failure.Fault);
        Assert.Contains("BulkBytes", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<long> ReadRestAsync(NetworkStream stream, byte[] some)
    {
        long count = 0;
        try
        {
            while (await stream.ReadAsync(some) is > 0 and int read)
            {
                Assert.DoesNotContain((byte)'b', some[..read]);
                count += read;
            }
        }
        catch (IOException)
        {
            // Reset: the client has left.
        }
        return count;
    }
}
