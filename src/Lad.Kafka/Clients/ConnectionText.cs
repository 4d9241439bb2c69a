namespace Lad.Kafka.Clients;

/// <summary>Reads librdkafka's reports of failed connections, such as <c>ssl://host:9093/bootstrap: Disconnected (after 0ms in state SSL_HANDSHAKE)</c>.</summary>
internal static class ConnectionText
{
    /// <summary>Which kind of failure a report tells of.</summary>
    public static BusFault FaultOf(string reason)
    {
        if (Has(reason, "SSL handshake") || Has(reason, "SSL_HANDSHAKE") || Has(reason, "certificate")) return BusFault.Encryption;
        if (Has(reason, "SASL") || Has(reason, "in state AUTH")) return BusFault.Authentication;
        return HangsUpAtFirst(reason) ? BusFault.Unsupported : BusFault.Unreachable;
    }

    // librdkafka 2.6 and older say it in words, 2.15 by the state alone.
    private static bool HangsUpAtFirst(string reason) =>
        Has(reason, "requesting ApiVersion") || (Has(reason, "Disconnected") && Has(reason, "in state APIVERSION_QUERY"));

    /// <summary>The broker's address when it is one that the cluster named, not one to start from.</summary>
    public static string? Advertised(string reason)
    {
        int end = reason.IndexOf(": ", StringComparison.Ordinal);
        int slash = end < 0 ? -1 : reason.LastIndexOf('/', end);
        if (slash < 0 || !int.TryParse(reason.AsSpan(slash + 1, end - slash - 1), out _)) return null;
        string address = reason[..slash];
        int scheme = address.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 ? address : address[(scheme + 3)..];
    }

    /// <summary>One line: what, where, and what to do.</summary>
    public static string Explain(BusFault fault, string reason, string brokers) => fault switch
    {
        BusFault.Encryption when Has(reason, "PLAINTEXT broker listener") || Has(reason, "Disconnected") || Has(reason, "reset by peer") || Has(reason, "unexpected eof") || Has(reason, "wrong version number") =>
            $"the broker at {brokers} does not speak TLS on that port. Use its TLS port, or set Kafka:Client:security.protocol to PLAINTEXT (SASL_PLAINTEXT with a login).",
        BusFault.Encryption when Has(reason, "certificate verify failed") || Has(reason, "self signed") || Has(reason, "self-signed") || Has(reason, "unable to get local issuer") =>
            $"the certificate of the broker at {brokers} is not trusted: {Bare(reason)}. Set Kafka:Client:ssl.ca.location to the certificate of its authority.",
        BusFault.Encryption => $"no TLS connection to {brokers}: {Bare(reason)}. Check Kafka:Client:ssl.* (authority, certificate, key) and the host's name in the broker's certificate.",
        BusFault.Authentication when Has(reason, "not supported by broker") =>
            $"the broker at {brokers} takes no such login on that port: {Bare(reason)}. Use its SASL port, or set Kafka:Client:security.protocol to PLAINTEXT or SSL, or sasl.mechanism to one it has.",
        BusFault.Authentication => $"Kafka at {brokers} refuses the login: {Bare(reason)}. Check Kafka:Client:sasl.mechanism, sasl.username and sasl.password.",
        BusFault.Unsupported =>
            $"the broker at {brokers} hangs up at the first request. If it speaks TLS there, set Kafka:Client:security.protocol to SSL (SASL_SSL with a login); if it is older than 0.10, set Kafka:Client:api.version.request=false and broker.version.fallback.",
        _ when Advertised(reason) is { } address =>
            $"Kafka at {brokers} names its broker {address}, which cannot be reached from here: {Bare(reason)}. Make advertised.listeners of the broker an address that this machine reaches.",
        _ => $"Kafka cannot be reached at {brokers}: {Bare(reason)}. Is it running, and is Kafka:BootstrapServers (--brokers) right?",
    };

    /// <summary>A report without the broker's name before it and the client's state behind it.</summary>
    public static string Bare(string reason)
    {
        string text = reason;
        int start = text.IndexOf(": ", StringComparison.Ordinal);
        if (start > 0 && text.AsSpan(0, start).Contains('/')) text = text[(start + 2)..];
        int end = text.IndexOf(" (after ", StringComparison.Ordinal);
        return (end > 0 ? text[..end] : text).TrimEnd('.', ' ');
    }

    private static bool Has(string reason, string part) => reason.Contains(part, StringComparison.OrdinalIgnoreCase);
}
