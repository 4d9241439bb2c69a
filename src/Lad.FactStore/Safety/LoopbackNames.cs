using System.Net;

namespace Lad.FactStore.Safety;

/// <summary>The names under which a machine reaches itself.</summary>
internal static class LoopbackNames
{
    /// <summary>Whether a host, without its port, is this machine to itself: <c>localhost</c>, <c>127.0.0.1</c>, <c>[::1]</c>.</summary>
    public static bool Has(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
