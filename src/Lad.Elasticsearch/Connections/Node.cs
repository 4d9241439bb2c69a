using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;

namespace Lad.Elasticsearch.Connections;

/// <summary>One node: its connections, and what became of its certificate.</summary>
internal sealed class Node : IDisposable
{
    // Resolves names anew now and then.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // Below the minute after which common proxies close what is idle.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(50);
    private const int LargestHeadersKib = 64;

    // Bytes of a body that is worth asking for.
    private const int Large = 1 << 20;
    private readonly HttpMessageInvoker connections;
    private readonly ElasticsearchOptions options;
    private readonly AnswerReader reader;
    private readonly string root;

    // A server that refuses a body by hanging up is not heard. After a large one has failed so, the next ones wait for its consent.
    private volatile bool asksFirst;

    public Node(Uri address, ElasticsearchOptions options, SslStreamCertificateContext? own, TimeProvider clock)
    {
        this.options = options;
        Address = address;
        Name = NodeAddresses.NameOf(address);
        root = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        reader = new AnswerReader(options.MaxResponseBytes, clock);
        Trust = new ServerTrust(Name, options.Security, clock);
        connections = new HttpMessageInvoker(Handler(own));
    }

    public Uri Address { get; }

    /// <summary>As an operator knows it.</summary>
    public string Name { get; }

    public ServerTrust Trust { get; }

    /// <summary>Sends a request and reads the answer whole.</summary>
    public async Task<Answer> SendAsync(Request request, PackedBody body, CancellationToken cancellation)
    {
        BorrowedContent? content = body.Content();
        bool isLarge = body.Length >= Large;
        using var message = new HttpRequestMessage(request.Method, request.Query.Length == 0 ? $"{root}{request.Path}" : $"{root}{request.Path}?{request.Query}") { Content = content };
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Request.Json));
        message.Headers.TryAddWithoutValidation("User-Agent", "lad");
        if (options.Credentials is { } credentials) message.Headers.TryAddWithoutValidation("Authorization", credentials.Header);
        if (isLarge && asksFirst) message.Headers.ExpectContinue = true;
        try
        {
            using HttpResponseMessage response = await connections.SendAsync(message, cancellation).ConfigureAwait(false);
            Answer answer = await reader.ReadAsync(response, Name, request.Name, cancellation).ConfigureAwait(false);
            if (isLarge && answer.IsSuccess) asksFirst = false;
            return answer with { Sent = body.Length };
        }
        catch (Exception failure) when (isLarge && failure is HttpRequestException)
        {
            asksFirst = true;
            throw;
        }
        finally
        {
            if (content is not null) await content.ReturnAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => connections.Dispose();

    private SocketsHttpHandler Handler(SslStreamCertificateContext? own) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // A proxy of the environment is for the world outside.
        UseProxy = !Address.IsLoopback,
        AutomaticDecompression = DecompressionMethods.GZip,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = Lifetime,
        PooledConnectionIdleTimeout = Idle,
        MaxResponseHeadersLength = LargestHeadersKib,
        MaxResponseDrainSize = 0,
        SslOptions = Trust.Options(own),
    };
}
