using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Lad.Elasticsearch.Connections;

/// <summary>Turns what the connection throws into one line that says where, what, and what to do.</summary>
internal static class TransportFailure
{
    /// <summary>Whether the exception is one of a connection.</summary>
    public static bool IsOne(Exception failure) => failure is HttpRequestException or IOException or OperationCanceledException or InvalidDataException or SocketException or AuthenticationException;

    /// <summary>The failure as one line.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="node">Who should have answered.</param>
    /// <param name="request">What.</param>
    /// <param name="connectTimeout">How long a connection could take.</param>
    public static ElasticsearchException Of(Exception failure, Node node, string request, TimeSpan connectTimeout) => failure switch
    {
        OperationCanceledException => Unreachable($"{node.Name} cannot be reached: no connection within {connectTimeout.TotalSeconds:0.###} s. Is the address right, and is there a firewall between?", failure),
        HttpRequestException http => Of(http.HttpRequestError, http, node, request),
        HttpIOException http => Of(http.HttpRequestError, http, node, request),
        InvalidDataException => Bad($"{node.Name} answers {request} with gzip that cannot be unpacked. Is a proxy between?", failure),
        _ => Broken(node, request, failure),
    };

    private static ElasticsearchException Of(HttpRequestError error, Exception failure, Node node, string request) => error switch
    {
        HttpRequestError.NameResolutionError => Unreachable($"{node.Name} cannot be reached: the host {node.Address.Host} is not known. Check Elasticsearch:Nodes.", failure),
        HttpRequestError.SecureConnectionError => Tls(failure, node),
        HttpRequestError.ConnectionError => Unreachable($"{node.Name} cannot be reached: {Why(failure)}. Is it running, and is Elasticsearch:Nodes right?", failure),
        // The proxy's address may hold a password, and the handler's message shows it.
        HttpRequestError.ProxyTunnelError => Unreachable($"{node.Name} cannot be reached: the proxy of this environment (HTTPS_PROXY) does not let through. NO_PROXY names hosts that need none.", null),
        HttpRequestError.ConfigurationLimitExceeded => Bad($"{node.Name} answers {request} with headers beyond all measure. Is it Elasticsearch?", failure),
        HttpRequestError.InvalidResponse => Bad($"{node.Name} answers {request} with something that is not HTTP. Is it Elasticsearch's port for HTTP (9200), and does it want https?", failure),
        _ when Find<AuthenticationException>(failure) is not null => Tls(failure, node),
        _ => Broken(node, request, failure),
    };

    private static ElasticsearchException Broken(Node node, string request, Exception failure)
    {
        string hint = node.Address.Scheme == Uri.UriSchemeHttp ? " Did it stop, or does it want https?" : " Did it stop?";
        return Unreachable($"{node.Name} ended the connection in the middle of {request}.{hint}", failure);
    }

    private static ElasticsearchException Tls(Exception failure, Node node)
    {
        if (node.Trust.Refusal is { } refusal) return new ElasticsearchException(ElasticsearchFault.Certificate, refusal, failure);
        // A server that stops, or one behind a balancer, ends connections there too.
        if (Find<SocketException>(failure) is not null) return Broken(node, "the TLS handshake", failure);
        string reason = (failure.InnerException ?? failure).Message.TrimEnd('.');
        string hint = reason.Contains("frame", StringComparison.OrdinalIgnoreCase) || reason.Contains("wrong version", StringComparison.OrdinalIgnoreCase)
            ? "It does not speak TLS on that port: use http://, or the port that does."
            : "Does it want a client certificate (Elasticsearch:ClientCertificate), or an old version of TLS?";
        return new ElasticsearchException(ElasticsearchFault.Certificate, $"no TLS connection to {node.Name}: {reason}. {hint}", failure);
    }

    private static string Why(Exception failure) => Find<SocketException>(failure)?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.TimedOut => "no answer",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "no route to it",
        { } other => other.ToString(),
        null => failure.Message.TrimEnd('.'),
    };

    private static T? Find<T>(Exception? failure) where T : Exception
    {
        for (; failure is not null; failure = failure.InnerException)
            if (failure is T found) return found;
        return null;
    }

    private static ElasticsearchException Unreachable(string message, Exception? inner) => new(ElasticsearchFault.Unreachable, message, inner);

    private static ElasticsearchException Bad(string message, Exception inner) => new(ElasticsearchFault.BadAnswer, message, inner);
}
