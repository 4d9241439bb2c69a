using System.Net;
using System.Net.Sockets;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Tests.Connections;

public sealed class EarlyAnswerTests
{
    // More than fits between the two, so that the client is still sending when the answer comes.
    private const int Large = 32 << 20;

    [Fact]
    public async Task When_a_server_answers_before_it_has_read_the_body_nothing_of_it_is_sent_once_the_call_is_over()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var isOver = new TaskCompletionSource();
        Task<bool> server = AnswerEarlyAsync(listener, isOver.Task);
        using ElasticsearchClient client = Clients.For([new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")], options => options with { Compression = false });
        var body = new byte[Large];
        body.AsSpan().Fill((byte)'a');

        ElasticsearchException failure = await Clients.FailureOf(() => client.BulkAsync(body, 1, CancellationToken.None));
        body.AsSpan().Fill((byte)'b');
        isOver.SetResult();

        Assert.Equal(ElasticsearchFault.TooLarge, failure.Fault);
        Assert.Contains("BulkBytes", failure.Message, StringComparison.Ordinal);
        Assert.False(await server);
    }

    private static async Task<bool> AnswerEarlyAsync(TcpListener listener, Task isOver)
    {
        using TcpClient connection = await listener.AcceptTcpClientAsync();
        NetworkStream stream = connection.GetStream();
        var some = new byte[64 << 10];
        await stream.ReadExactlyAsync(some);
        await RawServer.Reply(stream, """{"error":{"type":"content_too_large","reason":"too long"},"status":413}""", 413);
        await isOver;
        bool hasForeign = false;
        try
        {
            for (int read = 1; read > 0;)
            {
                read = await stream.ReadAsync(some);
                hasForeign |= some.AsSpan(0, read).Contains((byte)'b');
            }
        }
        catch (IOException)
        {
            // Reset: the client has left.
        }
        return hasForeign;
    }
}
