using System.Security.Cryptography.X509Certificates;

namespace Lad.Elasticsearch.Connections;

/// <summary>Says in one line what is wrong with a server's certificate.</summary>
internal static class CertificateFault
{
    private const X509ChainStatusFlags Unknown = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.ExplicitDistrust;

    /// <summary>What is wrong; <see langword="null"/>: nothing.</summary>
    /// <param name="certificate">The server's own.</param>
    /// <param name="statuses">What building its chain found.</param>
    /// <param name="isMissed">Whether the chain ends at nobody trusted, or is not valid.</param>
    /// <param name="isWrongHost">Whether it is not for the host that was asked.</param>
    /// <param name="node">The node.</param>
    public static string? Of(X509Certificate2 certificate, X509ChainStatus[] statuses, bool isMissed, bool isWrongHost, string node)
    {
        if (isMissed)
        {
            X509ChainStatusFlags flags = statuses.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
            if ((flags & Unknown) != 0)
                return $"it was signed by an unknown authority, {certificate.Issuer}. Set Elasticsearch:CaFile to the authority's certificate, or CaFingerprint to its SHA-256.";
            if ((flags & X509ChainStatusFlags.NotTimeValid) != 0) return Expired(certificate);
            return $"{string.Join("; ", statuses.Select(status => status.StatusInformation.TrimEnd('.', ' ', '\n')).Distinct())}.";
        }
        return isWrongHost ? WrongHost(certificate, node) : null;
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
