using System.Net;
using Lad.FactStore.Safety;

namespace Lad.FactStore.Hosting;

/// <summary>Finds all that is wrong with options. Settings are named as operators write them.</summary>
internal static class OptionFaults
{
    public static IEnumerable<string> Of(FactStoreOptions options) =>
        Limits(options).Concat(Names(options)).Concat(Exposure(options)).Concat(OpenId(options.OpenId, options)).Concat(Tokens(options));

    private static IEnumerable<string> Tokens(FactStoreOptions options) => options.TokenFile.Length == 0 ? [] : TokenBook.Check(options.TokenFile).Faults.Select(fault => $"FactStore:TokenFile: {options.TokenFile} {fault}");

    private static IEnumerable<string> Limits(FactStoreOptions options)
    {
        if (options.Port is < 0 or > ushort.MaxValue) yield return "FactStore:Listen: the port must be from 0 to 65535";
        if (options.SessionLifetime < TimeSpan.FromMinutes(1) || options.SessionLifetime > TimeSpan.FromDays(7)) yield return "FactStore: a session must last from a minute to 7 days";
        if (options.MaxBodyBytes is < 1 << 10 or > 16 << 20) yield return "FactStore: the largest body must be from 1 KiB to 16 MiB";
        if (options.MaxConnections is < 8 or > 100_000) yield return "FactStore: connections must be from 8 to 100,000";
        if (options.MaxChangesPerSecond is < 1 or > 100_000) yield return "FactStore: changes in a second must be from 1 to 100,000";
        if (options.LocalUser.Length is 0 or > Actor.MaxNameLength) yield return $"FactStore: the local user's name must have 1 to {Actor.MaxNameLength} characters";
    }

    private static IEnumerable<string> Names(FactStoreOptions options)
    {
        if (options.PublicUrl is { } url && !IsOrigin(url)) yield return "FactStore:PublicUrl must be https://HOST or http://HOST, with a port where one is needed, and no user, path, query or fragment";
        foreach (string host in options.Hosts)
            if (Uri.CheckHostName(host) == UriHostNameType.Unknown) yield return $"FactStore:Hosts: '{Visible(host)}' is not a host's name; a port does not belong there";
        if (options.CertificateKeyFile.Length > 0 && options.CertificateFile.Length == 0) yield return "FactStore:CertificateKeyFile needs FactStore:CertificateFile";
        if (options.CertificateFile.Length > 0 && TlsCertificate.Fault(options) is { } fault) yield return $"FactStore:CertificateFile: {fault}";
    }

    private static IEnumerable<string> Exposure(FactStoreOptions options)
    {
        if (options.RequiresSignIn)
        {
            if (!IsLoopback(options.Address) && !options.IsSecure && !options.AllowCleartext)
                yield return $"FactStore:Listen is {Name(options.Address)}, where tokens and sessions would cross the network unencrypted. Give a certificate (FactStore:CertificateFile), or the https address of the proxy in front (FactStore:PublicUrl); where the network is trusted, FactStore:AllowCleartext=true";
            yield break;
        }
        const string remedy = "Name who may enter: FactStore:TokenFile (lines NAME ROLE TOKEN) or FactStore:Authority with FactStore:ClientId (OpenID Connect)";
        if (!IsLoopback(options.Address)) yield return $"FactStore:Listen is {Name(options.Address)}, which others reach, and nobody has to sign in. {remedy}; or listen at 127.0.0.1";
        if (options.PublicUrl is { IsAbsoluteUri: true, IsLoopback: false }) yield return $"FactStore:PublicUrl opens the store to others, and nobody has to sign in. {remedy}";
        if (options.Hosts.Any(host => !LoopbackNames.Has(host))) yield return $"FactStore:Hosts opens the store to others, and nobody has to sign in. {remedy}";
        if (options.Proxies.Count > 0) yield return $"FactStore:Proxies names a proxy, which opens the store to others, and nobody has to sign in. {remedy}";
    }

    private static IEnumerable<string> OpenId(OpenIdOptions? openId, FactStoreOptions options)
    {
        if (openId is null) yield break;
        if (!openId.Authority.IsAbsoluteUri || (openId.Authority.Scheme != Uri.UriSchemeHttps && !(openId.Authority.Scheme == Uri.UriSchemeHttp && openId.Authority.IsLoopback)))
            yield return "FactStore:Authority must begin with https://: whoever can change what the provider says decides who enters";
        if (openId.ClientId.Length == 0) yield return "FactStore:Authority needs FactStore:ClientId, the name that the store has at the provider";
        if (openId.RoleClaim.Length == 0) yield return "FactStore:RoleClaim must name a claim";
        if (openId.EditorRole.Length == 0) yield return "FactStore:EditorRole must name a role: without one everybody would give feedback";
        if (options.PublicUrl is null && !IsLoopback(options.Address)) yield return "FactStore:Authority needs FactStore:PublicUrl: the provider sends people back there";
    }

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    private static bool IsOrigin(Uri url) =>
        url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && url.PathAndQuery == "/" && url.UserInfo.Length == 0 && url.Fragment.Length == 0 && url.Host.Length > 0;

    private static string Name(IPAddress? address) => address?.ToString() ?? "*";

    private static string Visible(string text) => new([.. text.Take(80).Select(letter => char.IsControl(letter) ? '?' : letter)]);
}
