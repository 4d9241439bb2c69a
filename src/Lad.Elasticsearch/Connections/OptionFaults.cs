namespace Lad.Elasticsearch.Connections;

/// <summary>Finds all that is wrong with options.</summary>
internal static class OptionFaults
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    public static IEnumerable<string> Of(ElasticsearchOptions options, NodeAddresses addresses, bool hasCredentials)
    {
        if (options.Nodes.Count == 0) yield return "Elasticsearch:Nodes names no node";
        foreach (Uri node in options.Nodes)
            if (AddressFault(node) is { } fault) yield return fault;
        if (addresses.Differ) yield return "Elasticsearch:Nodes: all nodes take the same user and password; these have different ones";
        if (hasCredentials && addresses.Credentials is not null) yield return "Elasticsearch:Nodes holds a user, and there are other credentials beside it: use one of them";
        if (options.Credentials is { } credentials && CredentialsFault(credentials) is { } wrong) yield return wrong;
        if (!IsTime(options.ConnectTimeout)) yield return "Elasticsearch:ConnectTimeout must be above zero and at most a day";
        if (!IsTime(options.RequestTimeout)) yield return "Elasticsearch:RequestTimeout must be above zero and at most a day";
        if (options.MaxResponseBytes is < 1024 or > 1 << 30) yield return "Elasticsearch:MaxResponseBytes must be between 1 KiB and 1 GiB";
        foreach (string fault in options.Security.Validate()) yield return fault;
    }

    private static string? AddressFault(Uri node)
    {
        if (!node.IsAbsoluteUri || (node.Scheme != Uri.UriSchemeHttp && node.Scheme != Uri.UriSchemeHttps)) return "Elasticsearch:Nodes: an address must begin with http:// or https://, e.g. https://es-1:9200";
        return node.Query.Length > 0 || node.Fragment.Length > 0 ? $"Elasticsearch:Nodes: {NodeAddresses.NameOf(node)} must have no query (?) and no fragment (#)" : null;
    }

    private static string? CredentialsFault(Credentials credentials) => credentials switch
    {
        Credentials.ApiKey key => TokenFault("ApiKey", key.Encoded),
        Credentials.Bearer bearer => TokenFault("Token", bearer.Token),
        Credentials.Basic { User: "" } => "Elasticsearch:User is empty",
        Credentials.Basic basic when basic.User.Contains(':') => "Elasticsearch:User must not contain a colon",
        Credentials.Basic basic when (basic.User + basic.Password).Any(char.IsControl) => "Elasticsearch:User or Password holds a control character: is there a line's end in the file?",
        _ => null,
    };

    private static string? TokenFault(string setting, string token) =>
        token.Length == 0 ? $"Elasticsearch:{setting} is empty"
        : token.Any(letter => letter is <= ' ' or >= (char)0x7F) ? $"Elasticsearch:{setting} holds a blank, a line's end or another character that cannot be part of it"
        : null;

    private static bool IsTime(TimeSpan span) => span > TimeSpan.Zero && span <= LongestTimeout;
}
