using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Lad.Cli.Configuration;

/// <summary>Where a server of this process listens: an address of this machine and a port.</summary>
/// <param name="Address">The address; <see langword="null"/>: all there are, of IPv4 and IPv6.</param>
/// <param name="Port">The port; 0: any that is free.</param>
public sealed record ListenAddress(IPAddress? Address, int Port)
{
    private const string Scheme = "http://";

    /// <summary>What it must look like.</summary>
    internal const string Range = "HOST:PORT or http://HOST:PORT with an IP address, localhost or * for the host";

    /// <summary>Reads <c>127.0.0.1:8080</c>, <c>http://[::1]:8080</c>, <c>localhost:8080</c> or <c>*:8080</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The address.</param>
    /// <param name="fault">What is wrong with it.</param>
    public static bool TryParse(string text, out ListenAddress? value, out string fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = null;
        fault = $"must be {Range}";
        if (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            fault = "must be http: probes come from inside the cluster, and there is nothing secret to read";
            return false;
        }
        string place = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..].TrimEnd('/') : text;
        int colon = place.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(place.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)) return false;
        if (!TryParseHost(place[..colon], out IPAddress? address)) return false;
        value = new ListenAddress(address, port);
        fault = "";
        return true;
    }

    private static bool TryParseHost(string host, out IPAddress? address)
    {
        address = null;
        if (host is "*" or "+") return true;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) address = IPAddress.Loopback;
        // Without its brackets, an address of IPv6 would take its last group for the port. 127.1 and the like are read by the parser and meant by nobody.
        else if (host is ['[', .. var inner, ']']) _ = IPAddress.TryParse(inner, out address);
        else if (IPAddress.TryParse(host, out IPAddress? found) && found.AddressFamily == AddressFamily.InterNetwork && found.ToString() == host) address = found;
        return address is not null;
    }

    /// <summary>The form in which it is written in settings.</summary>
    public override string ToString() => $"{Scheme}{Host}:{Port.ToString(CultureInfo.InvariantCulture)}";

    private string Host => Address switch
    {
        null => "*",
        { AddressFamily: AddressFamily.InterNetworkV6 } => $"[{Address}]",
        _ => Address.ToString(),
    };
}
