namespace Lad.Cli.Configuration.Prototype;

/// <summary>An address of Elasticsearch in the forms that the prototype's client took: <c>host</c>, <c>host:9200</c>, a URL, each with <c>user:password@</c> before the host; several separated by commas.</summary>
/// <param name="Nodes">The URLs, without user and password.</param>
/// <param name="User">The user; empty: none.</param>
/// <param name="Password">The password; empty: none.</param>
internal sealed record PrototypeEndpoint(IReadOnlyList<string> Nodes, string User, string Password)
{
    private const int UsualPort = 9200;

    /// <summary>Reads an address. Faults do not show it, since it may hold a password.</summary>
    /// <param name="text">The address.</param>
    /// <param name="scheme">The scheme of an address without one, or <see langword="null"/>: http.</param>
    /// <param name="endpoint">The address.</param>
    /// <param name="fault">What is wrong.</param>
    public static bool TryParse(string text, string? scheme, out PrototypeEndpoint endpoint, out string fault)
    {
        endpoint = new PrototypeEndpoint([], "", "");
        fault = "";
        var nodes = new List<string>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string url = part.Contains("://", StringComparison.Ordinal) ? part : $"{scheme ?? "http"}://{part}";
            if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            {
                fault = "must be addresses such as http://es-1:9200 or es-1:9200, separated by commas";
                return false;
            }
            string[] login = address.UserInfo.Length > 0 ? [.. address.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString)] : [];
            if (login.Length == 1)
            {
                fault = "names a user without a password";
                return false;
            }
            if (login.Length == 2 && endpoint.User.Length > 0 && (login[0] != endpoint.User || login[1] != endpoint.Password))
            {
                fault = "names several users; one is possible for all nodes";
                return false;
            }
            if (login.Length == 2) endpoint = endpoint with { User = login[0], Password = login[1] };
            nodes.Add(Url(address, url));
        }
        endpoint = endpoint with { Nodes = nodes };
        if (nodes.Count == 0) fault = "is empty";
        return fault.Length == 0;
    }

    // As the prototype's client did: http is at 9200 when no port is named, https at its own.
    private static string Url(Uri address, string text)
    {
        string authority = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/')[0];
        string host = authority[(authority.LastIndexOf('@') + 1)..];
        bool hasPort = host.LastIndexOf(':') > host.LastIndexOf(']');
        int port = !hasPort && address.Scheme == "http" ? UsualPort : address.Port;
        return $"{address.Scheme}://{address.Host}:{port}{address.AbsolutePath.TrimEnd('/')}";
    }
}
