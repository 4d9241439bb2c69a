using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Safety;

/// <summary>Where a request comes from, as limits count it.</summary>
internal static class RemoteAddress
{
    /// <summary>The address; of IPv6 the network of 64 bits, which one machine has for itself.</summary>
    public static string Of(HttpContext context)
    {
        IPAddress address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes) + "/64";
    }
}
