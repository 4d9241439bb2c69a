using Lad.Cli.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Lad.Cli.Health;

/// <summary>What a stranger may ask of the server: little, and not for long.</summary>
internal static class HttpLimits
{
    // Connections are few, so that nobody may keep one for long from those who probe.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The server's options for a place.</summary>
    public static KestrelServerOptions For(ListenAddress place)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        KestrelServerLimits limits = options.Limits;
        limits.MaxConcurrentConnections = 64;
        limits.MaxRequestLineSize = 2 << 10;
        limits.MaxRequestHeaderCount = 32;
        limits.MaxRequestHeadersTotalSize = 8 << 10;
        limits.MaxRequestBufferSize = 16 << 10;
        limits.MaxRequestBodySize = 1 << 10;
        limits.RequestHeadersTimeout = Patience;
        limits.KeepAliveTimeout = Patience;
        if (place.Address is { } address) options.Listen(address, place.Port, Protocol);
        else options.ListenAnyIP(place.Port, Protocol);
        return options;
    }

    private static void Protocol(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;
}
