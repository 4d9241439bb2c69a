using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Lad.Elasticsearch.Tests.Connections;

/// <summary>A server that answers byte by byte as a test wants it, however wrong: for what a well-behaved server cannot show.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly List<RawRequest> requests = [];
    private readonly Func<RawRequest, Stream, CancellationToken, Task> answer;
    private readonly SslServerAuthenticationOptions? tls;
    private readonly Task serving;

    public RawServer(Func<RawRequest, Stream, CancellationToken, Task> answer, SslServerAuthenticationOptions? tls = null)
    {
        this.answer = answer;
        this.tls = tls;
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>A server that answers everything with one body.</summary>
    public static RawServer Json(string body, int status = 200, string headers = "") => new((_, stream, _) => Reply(stream, body, status, headers));

    public Uri Address => new($"{(tls is null ? "http" : "https")}://localhost:{Port}");

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What was asked so far.</summary>
    public IReadOnlyList<RawRequest> Requests
    {
        get
        {
            lock (requests) return [.. requests];
        }
    }

    /// <summary>An address where nobody listens.</summary>
    public static Uri Closed()
    {
        using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndPoint!).Port}");
    }

    /// <summary>A whole answer.</summary>
    public static Task Reply(Stream stream, string body, int status = 200, string headers = "", string mediaType = "application/json") =>
        Send(stream, $"HTTP/1.1 {status} Some\r\nContent-Type: {mediaType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");

    /// <summary>Bytes as they are.</summary>
    public static async Task Send(Stream stream, string text, CancellationToken cancellation = default) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await serving;
        ended.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(ended.Token)));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        try
        {
            using TcpClient _ = connection;
            await using Stream stream = await OpenAsync(connection.GetStream());
            while (await RawRequest.ReadAsync(stream, ended.Token) is { } request)
            {
                lock (requests) requests.Add(request);
                await answer(request, stream, ended.Token);
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, or refused this server's certificate.
        }
    }

    private async Task<Stream> OpenAsync(NetworkStream stream)
    {
        if (tls is null) return stream;
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(tls, ended.Token);
        return encrypted;
    }
}
