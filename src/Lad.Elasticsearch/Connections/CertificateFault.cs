using System.Security.Cryptography.X509Certificates;

namespace Lad.Elasticsearch.Connections;

/// <summary>Says in one line what is wrong with a server's certificate.</summary>
internal static class CertificateFault
{
    private const X509ChainStatusFlags Unknown = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.ExplicitDistrust;

    /// <summary>What is wrong; <see langword="null"/>: nothing.</summary>
    /// <param name="certificate">The server's own.</param>
    /// <param name="faults">What keeps its chain from ending at somebody who is trusted; empty for nothing.</param>
    /// <param name="isWrongHost">Whether it is not for the host that was asked.</param>
    /// <param name="node">The node.</param>
    public static string? Of(X509Certificate2 certificate, X509ChainStatusFlags[] faults, bool isWrongHost, string node)
    {
        if (faults.Length == 0) return isWrongHost ? WrongHost(certificate, node) : null;
        if (faults.Any(fault => (fault & Unknown) != 0))
            return $"it was signed by an unknown authority, {certificate.Issuer}. Set Elasticsearch:CaFile to the authority's certificate, or CaFingerprint to its SHA-256.";
        return faults.Contains(X509ChainStatusFlags.NotTimeValid) ? Expired(certificate) : $"its chain is not valid ({string.Join(", ", faults.Distinct())}). Have a new one made.";
    }

    /// <summary>What is wrong with a certificate that is trusted itself; <see langword="null"/>: nothing.</summary>
    public static string? OfPinned(X509Certificate2 certificate, DateTimeOffset now, bool isWrongHost, string node) =>
        now < certificate.NotBefore || now > certificate.NotAfter ? Expired(certificate) : isWrongHost ? WrongHost(certificate, node) : null;

    private static string Expired(X509Certificate2 certificate) =>
        $"it, or an authority above it, is valid at another time; it itself from {certificate.NotBefore.ToUniversalTime():u} until {certificate.NotAfter.ToUniversalTime():u}. If that has expired, have a new one made; otherwise check this machine's clock.";

    private static string WrongHost(X509Certificate2 certificate, string node)
    {
        IEnumerable<string> names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())));
        string[] known = [.. names.Take(8)];
        return $"it is for another host: {(known.Length > 0 ? string.Join(", ", known) : certificate.Subject)}. Name the node in Elasticsearch:Nodes as its certificate does, or have one made for {new Uri(node).Host}.";
    }
}
