using System.Net;
using Lad.FactStore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Safety;

/// <summary>The names this server is called by: a page that another name was made to lead here (DNS rebinding) is not answered, and a change that another origin's page asks for is not made.</summary>
internal sealed class OwnNames(FactStoreOptions options)
{
    private readonly HashSet<string> hosts = new([.. options.Hosts, .. options.PublicUrl is { } url ? [url.Host] : Array.Empty<string>()], StringComparer.OrdinalIgnoreCase);
    private readonly bool isLocal = options.Address is { } address && IPAddress.IsLoopback(address);
    private readonly string? publicOrigin = options.PublicUrl?.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether a <c>Host</c> names this server. An address in digits cannot be rebound; where all is loopback, only loopback's are its own.</summary>
    public bool Has(HostString host)
    {
        string name = host.Host;
        return LoopbackNames.Has(name) || hosts.Contains(name) || (!isLocal && IPAddress.TryParse(name, out _));
    }

    /// <summary>Whether an <c>Origin</c> is this server's own, as the request names it or as <see cref="FactStoreOptions.PublicUrl"/> does.</summary>
    public bool IsOwn(string origin, string scheme, HostString host) =>
        origin.Equals(publicOrigin, StringComparison.OrdinalIgnoreCase) || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? parsed) && IsOwnPlace(parsed, scheme, host) && parsed.PathAndQuery == "/");

    /// <summary>Whether a <c>Referer</c> is a page of this server.</summary>
    public bool IsOwnPage(string referer, string scheme, HostString host) =>
        Uri.TryCreate(referer, UriKind.Absolute, out Uri? parsed) && (IsOwnPlace(parsed, scheme, host) || parsed.GetLeftPart(UriPartial.Authority).Equals(publicOrigin, StringComparison.OrdinalIgnoreCase));

    // A proxy that speaks HTTPS for all of the store's names asks here by HTTP.
    private bool IsOwnPlace(Uri parsed, string scheme, HostString host) => IsOwn(parsed, scheme, host) || (options.IsSecure && IsOwn(parsed, Uri.UriSchemeHttps, host));

    private static bool IsOwn(Uri parsed, string scheme, HostString host) =>
        Uri.TryCreate($"{scheme}://{host.Value}", UriKind.Absolute, out Uri? own) && parsed.UserInfo.Length == 0 && Uri.Compare(parsed, own, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
