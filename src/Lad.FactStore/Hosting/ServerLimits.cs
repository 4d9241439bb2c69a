using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Lad.FactStore.Hosting;

/// <summary>What a stranger may ask of the server.</summary>
internal static class ServerLimits
{
    private static readonly MinDataRate SlowestBody = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    /// <summary>Sets the limits and where to listen.</summary>
    public static void Apply(KestrelServerOptions server, FactStoreOptions options)
    {
        server.AddServerHeader = false;
        server.AllowSynchronousIO = false;
        KestrelServerLimits limits = server.Limits;
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestBodySize = options.MaxBodyBytes;
        limits.MaxRequestLineSize = 4 << 10;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestHeadersTotalSize = 16 << 10;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(120);
        limits.MinRequestBodyDataRate = SlowestBody;
        limits.Http2.MaxStreamsPerConnection = 64;
        if (options.Address is { } address) server.Listen(address, options.Port, Protocols);
        else server.ListenAnyIP(options.Port, Protocols);
    }

    private static void Protocols(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;
}
