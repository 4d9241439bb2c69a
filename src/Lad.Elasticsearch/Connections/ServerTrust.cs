using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Lad.Elasticsearch.Connections;

/// <summary>Decides whether one node's certificate is trusted, and says why it is not.</summary>
/// <param name="node">The node as an operator knows it.</param>
/// <param name="security">Whom to trust.</param>
/// <param name="clock">Tells whether a pinned certificate is valid now.</param>
internal sealed class ServerTrust(string node, TransportSecurity security, TimeProvider clock)
{
    private readonly X509Certificate2Collection? authorities = security.CaFile is null ? null : CertificateFiles.Authorities(security.CaFile);
    private readonly byte[]? fingerprint = security.CaFingerprint is null ? null : Fingerprint.Parse(security.CaFingerprint);
    private volatile string? refusal;

    /// <summary>Why the node's certificate was refused when it was last shown; <see langword="null"/>: it was not.</summary>
    public string? Refusal => refusal;

    /// <summary>How connections to the node are encrypted.</summary>
    /// <param name="own">The client's certificate.</param>
    public SslClientAuthenticationOptions Options(SslStreamCertificateContext? own) => new()
    {
        ClientCertificateContext = own,
        CertificateChainPolicy = authorities is not null ? Policy(authorities) : fingerprint is not null ? Policy([]) : null,
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(certificate as X509Certificate2, chain, errors),
    };

    private bool IsTrusted(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (!security.Verify) return true;
        string? reason = certificate is null || chain is null ? "it shows no certificate. Is it Elasticsearch?"
            : fingerprint is not null ? PinnedFault(certificate, chain, errors)
            : CertificateFault.Of(certificate, errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? Faults(chain, authorities) : [], IsWrongHost(errors), node);
        refusal = reason is null ? null : $"the certificate of {node} is not trusted: {reason}";
        return reason is null;
    }

    private string? PinnedFault(X509Certificate2 certificate, X509Chain presented, SslPolicyErrors errors)
    {
        X509Certificate2[] shown = [certificate, .. presented.ChainPolicy.ExtraStore];
        if (Array.Find(shown, candidate => Fingerprint.Of(candidate).AsSpan().SequenceEqual(fingerprint)) is not { } pinned)
            return $"Elasticsearch:CaFingerprint is another one. It shows {string.Join(" and ", shown.Select(one => $"{Fingerprint.Text(one)} ({one.Subject})").Distinct().Take(4))}. If you know one of them to be right, set that one.";
        if (pinned.Equals(certificate)) return CertificateFault.OfPinned(certificate, clock.GetUtcNow(), IsWrongHost(errors), node);
        using var chain = new X509Chain { ChainPolicy = Policy([pinned]) };
        chain.ChainPolicy.ExtraStore.AddRange(shown);
        return CertificateFault.Of(certificate, chain.Build(certificate) ? [] : Faults(chain, [pinned]), IsWrongHost(errors), node);
    }

    private static bool IsWrongHost(SslPolicyErrors errors) => errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);

    // An authority that is itself signed by another one is trusted without that one.
    private static X509ChainStatusFlags[] Faults(X509Chain chain, X509Certificate2Collection? trusted)
    {
        bool isAnchored = trusted is not null && chain.ChainElements.Any(element => trusted.Contains(element.Certificate));
        return [.. chain.ChainStatus.Select(status => status.Status).Where(status => status != X509ChainStatusFlags.NoError && !(isAnchored && status == X509ChainStatusFlags.PartialChain))];
    }

    private static X509ChainPolicy Policy(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}
