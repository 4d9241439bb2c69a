using System.Net;
using System.Net.Sockets;
using System.Text;
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

    [Fact]
    public async Task A_server_that_refuses_a_large_body_by_hanging_up_is_asked_first_the_next_time_and_heard()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using ElasticsearchClient client = Clients.For([new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")], options => options with { Compression = false });

        Task<ElasticsearchException> first = Clients.FailureOf(() => client.BulkAsync(new byte[Large], 1, CancellationToken.None));
        string unasked = await RefuseAsync(listener);
        await first;
        Task<ElasticsearchException> second = Clients.FailureOf(() => client.BulkAsync(new byte[Large], 1, CancellationToken.None));
        string asked = await RefuseAsync(listener);

        Assert.DoesNotContain("100-continue", unasked, StringComparison.Ordinal);
        Assert.Contains("100-continue", asked, StringComparison.Ordinal);
        Assert.Equal(ElasticsearchFault.TooLarge, (await second).Fault);
    }

    private static async Task<string> RefuseAsync(TcpListener listener)
    {
        using TcpClient connection = await listener.AcceptTcpClientAsync();
        NetworkStream stream = connection.GetStream();
        var head = new StringBuilder();
        var letter = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(letter);
            head.Append((char)letter[0]);
        }
        await RawServer.Reply(stream, "{}", 413, "Connection: close\r\n");
        return head.ToString();
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
