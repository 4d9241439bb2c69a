using System.Net;

namespace Lad.FactStore.Hosting;

/// <summary>How the fact store is reached and who may do what.</summary>
public sealed record FactStoreOptions
{
    /// <summary>The address to listen at; <see langword="null"/>: all.</summary>
    public IPAddress? Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0: any free one.</summary>
    public int Port { get; init; } = 8181;
}
