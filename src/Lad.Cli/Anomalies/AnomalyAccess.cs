using System.Net;
using Lad.Cli.Configuration;
using Microsoft.AspNetCore.Http;

namespace Lad.Cli.Anomalies;

/// <summary>
/// Who may read anomalies, which are text of logs: programs on this machine, <c>kubectl port-forward</c> among them, and others only when the settings say so. Never a page in a browser, whose name for this place may be made up
/// (DNS rebinding), nor, unless the settings say so, who comes through a proxy that shows itself: by its headers, by HTTP/1.0, or by the addresses of a sidecar. One on this machine that hides cannot be told apart.
/// </summary>
internal static class AnomalyAccess
{
    private static readonly string[] ProxyHeaders = ["X-Real-IP", "Forwarded", "Via"];
    private static readonly string[] ProxyPrefixes = ["X-Forwarded-", "X-Envoy-"];

    /// <summary>Why a request is refused; <see langword="null"/> when it is not.</summary>
    /// <param name="context">The request.</param>
    /// <param name="toOthers">Whether other machines are answered.</param>
    public static AccessRefusal? Refusal(HttpContext context, bool toOthers)
    {
        IHeaderDictionary headers = context.Request.Headers;
        if (!IsOwnName(context.Request.Host.Host, toOthers))
            return new AccessRefusal(StatusCodes.Status421MisdirectedRequest, "This place is not known by that name: ask by address, such as 127.0.0.1.");
        if (headers.Origin.Count > 0 || (headers["Sec-Fetch-Site"].Count > 0 && headers["Sec-Fetch-Site"] != "none"))
            return new AccessRefusal(StatusCodes.Status403Forbidden, "This was asked for by a page: pages are not answered.");
        if (toOthers || (IsThisMachine(context.Connection) && !IsThroughProxy(context.Request))) return null;
        return new AccessRefusal(StatusCodes.Status403Forbidden, $"Anomalies are text of logs and shown on this machine only (kubectl port-forward counts as such); {HealthCatalogue.ShowMessages.Key} shows them to all who can reach this port.");
    }

    // An address in digits, or this machine's own name, leads nowhere else.
    private static bool IsOwnName(string host, bool toOthers)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return true;
        if (IPAddress.TryParse(host, out IPAddress? address)) return toOthers || IPAddress.IsLoopback(address);
        return toOthers && host.Length > 0 && host.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase);
    }

    // Both ends: a sidecar asks at the pod's address, or from another loopback address than programs do.
    private static bool IsThisMachine(ConnectionInfo connection) => IsLoopback(connection.RemoteIpAddress) && IsLoopback(connection.LocalIpAddress);

    private static bool IsLoopback(IPAddress? address) => address is not null && (address.Equals(IPAddress.IPv6Loopback) || address.Equals(IPAddress.Loopback) || (address.IsIPv4MappedToIPv6 && address.MapToIPv4().Equals(IPAddress.Loopback)));

    // nginx asks with HTTP/1.0 and without a header of its own unless it is told otherwise.
    private static bool IsThroughProxy(HttpRequest request) =>
        HttpProtocol.IsHttp10(request.Protocol) || request.Headers.Keys.Any(name => ProxyHeaders.Contains(name, StringComparer.OrdinalIgnoreCase) || ProxyPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
}
