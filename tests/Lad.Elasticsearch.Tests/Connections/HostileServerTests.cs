using System.IO.Compression;
using System.Text;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Pipeline.Tests;

namespace Lad.Elasticsearch.Tests.Connections;

public sealed class HostileServerTests
{
    private const int Limit = 256 << 10;
    private const string Begin = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
    private static readonly SearchQuery Query = new() { PointInTime = "p", Query = "{}"u8.ToArray() };

    [Fact]
    public async Task An_endless_answer_ends_at_the_limit()
    {
        await using var server = new RawServer(async (_, stream, cancellation) =>
        {
            await RawServer.Send(stream, $"{Begin}\r\n", cancellation);
            string chunk = $"{0x4000:x}\r\n{new string(' ', 0x4000)}\r\n";
            while (true) await RawServer.Send(stream, chunk, cancellation);
        });
        using ElasticsearchClient client = Clients.For(server, options => options with { MaxResponseBytes = Limit });

        ElasticsearchException failure = await Clients.FailureOf(() => client.SearchAsync(Query, CancellationToken.None));

        Assert.Equal(ElasticsearchFault.AnswerTooLarge, failure.Fault);
        Assert.Contains("more than 262,144 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_announces_too_much_is_not_even_read()
    {
        await using var server = new RawServer((_, stream, cancellation) => RawServer.Send(stream, $"HTTP/1.1 200 OK\r\nContent-Length: {Limit + 1}\r\n\r\n", cancellation));
        using ElasticsearchClient client = Clients.For(server, options => options with { MaxResponseBytes = Limit });

        Assert.Contains("MaxResponseBytes", (await Clients.FailureOf(() => client.SearchAsync(Query, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_unpacks_to_a_mountain_ends_at_the_limit()
    {
        byte[] bomb = Packed(512 << 20);
        await using var server = new RawServer(async (_, stream, cancellation) =>
        {
            await RawServer.Send(stream, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\n\r\n", cancellation);
            await stream.WriteAsync(bomb, cancellation);
        });
        using ElasticsearchClient client = Clients.For(server, options => options with { MaxResponseBytes = Limit });

        ElasticsearchException failure = await Clients.FailureOf(() => client.SearchAsync(Query, CancellationToken.None));

        Assert.Contains("more than 262,144 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_unpacks_to_a_mountain_takes_no_more_memory_than_the_limit()
    {
        using var response = new HttpResponseMessage { Content = new StreamContent(new GZipStream(new MemoryStream(Packed(512 << 20)), CompressionMode.Decompress)) };
        long before = GC.GetAllocatedBytesForCurrentThread();

        Task<Answer> read = new AnswerReader(Limit, TimeProvider.System).ReadAsync(response, "http://es", "GET /", CancellationToken.None);

        // Nothing to wait for: all of it happened on this thread.
        Assert.True(read.IsFaulted);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * Limit);
    }

    [Fact]
    public async Task A_good_answer_in_gzip_is_unpacked()
    {
        byte[] packed = Packed(Encoding.UTF8.GetBytes("""{"count":7,"_shards":{"total":1,"failed":0}}"""));
        await using var server = new RawServer(async (_, stream, cancellation) =>
        {
            await RawServer.Send(stream, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n", cancellation);
            await stream.WriteAsync(packed, cancellation);
        });
        using ElasticsearchClient client = Clients.For(server);

        Assert.Equal(7, await client.CountAsync("a", "{}"u8.ToArray(), CancellationToken.None));
        Assert.Equal("gzip", server.Requests[0].Headers["accept-encoding"]);
    }

    [Fact]
    public async Task Gzip_that_is_none_is_a_bad_answer()
    {
        await using RawServer server = RawServer.Json("""{"count":7}""", headers: "Content-Encoding: gzip\r\n");
        using ElasticsearchClient client = Clients.For(server);

        ElasticsearchException failure = await Clients.FailureOf(() => client.InfoAsync(CancellationToken.None));

        Assert.Equal(ElasticsearchFault.BadAnswer, failure.Fault);
        Assert.Contains("gzip", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_error_is_read_only_as_far_as_it_is_shown()
    {
        await using var server = new RawServer(async (_, stream, cancellation) =>
        {
            await RawServer.Send(stream, $"{Begin.Replace("200 OK", "400 Bad", StringComparison.Ordinal)}\r\n", cancellation);
            while (true) await RawServer.Send(stream, $"{0x400:x}\r\n{new string('e', 0x3FE)}\n\n\r\n", cancellation);
        });
        using ElasticsearchClient client = Clients.For(server);

        ElasticsearchException failure = await Clients.FailureOf(() => client.SearchAsync(Query, CancellationToken.None));

        Assert.Equal(ElasticsearchFault.Refused, failure.Fault);
        Assert.InRange(failure.Message.Length, 100, 700);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task A_slow_drip_ends_when_the_request_may_take_no_longer()
    {
        var clock = new ManualTimeProvider();
        var dripping = new TaskCompletionSource();
        await using var server = new RawServer(async (_, stream, cancellation) =>
        {
            await RawServer.Send(stream, $"{Begin}\r\n1\r\n{{\r\n", cancellation);
            dripping.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        using ElasticsearchClient client = Clients.For(server, options => options with { RequestTimeout = TimeSpan.FromSeconds(20) }, clock);

        Task<SearchPage> search = client.SearchAsync(Query, CancellationToken.None);
        await dripping.Task;
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(search.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));
        ElasticsearchException failure = await Clients.FailureOf(() => search);

        Assert.Equal(ElasticsearchFault.TimedOut, failure.Fault);
        Assert.Contains("within 20 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_gives_up_hears_of_that_and_of_no_fault()
    {
        using var gaveUp = new CancellationTokenSource();
        await using var server = new RawServer(async (_, _, cancellation) =>
        {
            await gaveUp.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        using ElasticsearchClient client = Clients.For(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SearchAsync(Query, gaveUp.Token));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using RawServer elsewhere = RawServer.Json("{}");
        await using RawServer server = RawServer.Json("", status, $"Location: http://u:{SecretsTests.Password}@localhost:{elsewhere.Port}/x?key=1\r\n");
        using ElasticsearchClient client = Clients.For(server, options => options with { Credentials = new Credentials.ApiKey("a2V5") });

        ElasticsearchException failure = await Clients.FailureOf(() => client.SearchAsync(Query, CancellationToken.None));

        Assert.Equal(ElasticsearchFault.Redirected, failure.Fault);
        Assert.Contains($"http://localhost:{elsewhere.Port}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(SecretsTests.Password, failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("text/html", "<!DOCTYPE html><title>Login</title>", "a web page")]
    [InlineData("application/json", "  <html><body>Login", "a web page")]
    [InlineData("text/plain", "OK", "at byte 0")]
    [InlineData("application/json", "\u0000\u0001", "at byte 0")]
    public async Task What_is_not_json_is_a_bad_answer(string mediaType, string body, string says)
    {
        await using var server = new RawServer((_, stream, _) => RawServer.Reply(stream, body, mediaType: mediaType));
        using ElasticsearchClient client = Clients.For(server);

        ElasticsearchException failure = await Clients.FailureOf(() => client.SearchAsync(Query, CancellationToken.None));

        Assert.Equal(ElasticsearchFault.BadAnswer, failure.Fault);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_without_end_are_a_bad_answer()
    {
        await using var server = new RawServer(async (_, stream, cancellation) =>
        {
            await RawServer.Send(stream, "HTTP/1.1 200 OK\r\n", cancellation);
            while (true) await RawServer.Send(stream, $"X-Some: {new string('x', 1000)}\r\n", cancellation);
        });
        using ElasticsearchClient client = Clients.For(server);

        ElasticsearchException failure = await Clients.FailureOf(() => client.SearchAsync(Query, CancellationToken.None));

        Assert.Equal(ElasticsearchFault.BadAnswer, failure.Fault);
        Assert.Contains("headers", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"took\":1,")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"too")]
    public async Task A_connection_that_ends_in_the_middle_is_a_node_out_of_reach(string sent)
    {
        await using var server = new RawServer(async (_, stream, cancellation) =>
        {
            await RawServer.Send(stream, sent, cancellation);
            throw new IOException("reset");
        });
        using ElasticsearchClient client = Clients.For(server);

        ElasticsearchException failure = await Clients.FailureOf(() => client.SearchAsync(Query, CancellationToken.None));

        Assert.Equal(ElasticsearchFault.Unreachable, failure.Fault);
        Assert.True(failure.IsTransient);
        Assert.Contains("in the middle of POST /_search", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 OK\r\n\r\n")]
    public async Task Another_protocol_is_a_bad_answer(string sent)
    {
        await using var server = new RawServer((_, stream, cancellation) => RawServer.Send(stream, sent, cancellation));
        using ElasticsearchClient client = Clients.For(server);

        ElasticsearchException failure = await Clients.FailureOf(() => client.SearchAsync(Query, CancellationToken.None));

        Assert.Equal(ElasticsearchFault.BadAnswer, failure.Fault);
        Assert.Contains("not HTTP", failure.Message, StringComparison.Ordinal);
    }

    private static byte[] Packed(int blanks)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var some = new byte[1 << 20];
            for (int i = 0; i < blanks >> 20; i++) gzip.Write(some);
        }
        return packed.ToArray();
    }

    private static byte[] Packed(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(text);
        return packed.ToArray();
    }
}
