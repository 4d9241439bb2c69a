using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Lad.Elasticsearch.Connections;

namespace Lad.Elasticsearch.Tests.Connections;

/// <summary>What servers of other makes show: also the authority at the top, also what does not belong together.</summary>
public sealed class ServerTrustTests : IDisposable
{
    private const string Node = "https://es-1:9200";
    private readonly X509Certificate2 authority = TestCertificates.Authority();

    public void Dispose() => authority.Dispose();

    [Fact]
    public void A_pinned_authority_at_the_top_of_what_is_shown_is_trusted()
    {
        using X509Certificate2 own = TestCertificates.SignedBy(authority, "es-1");

        Assert.Null(Refusal(own, authority, SslPolicyErrors.RemoteCertificateChainErrors));
    }

    [Fact]
    public void A_pinned_authority_two_steps_up_is_trusted()
    {
        using X509Certificate2 below = TestCertificates.SignedBy(authority, "below", isAuthority: true);
        using X509Certificate2 own = TestCertificates.SignedBy(below, "es-1");

        Assert.Null(Refusal(own, authority, SslPolicyErrors.RemoteCertificateChainErrors, below));
    }

    [Fact]
    public void An_impostor_that_shows_the_right_authority_beside_a_certificate_which_that_has_not_signed_is_refused()
    {
        using X509Certificate2 impostor = TestCertificates.Authority("impostor");
        using X509Certificate2 own = TestCertificates.SignedBy(impostor, "es-1");

        Assert.Contains("unknown authority, CN=impostor", Refusal(own, authority, SslPolicyErrors.RemoteCertificateChainErrors, impostor), StringComparison.Ordinal);
    }

    [Fact]
    public void An_impostor_of_the_same_name_is_refused()
    {
        using X509Certificate2 impostor = TestCertificates.Authority();
        using X509Certificate2 own = TestCertificates.SignedBy(impostor, "es-1");

        Assert.NotNull(Refusal(own, authority, SslPolicyErrors.RemoteCertificateChainErrors, impostor));
    }

    [Fact]
    public void An_impostor_that_only_bears_the_name_of_one_that_an_authority_below_another_one_signed_is_refused()
    {
        using X509Certificate2 below = TestCertificates.SignedBy(authority, "below", isAuthority: true);
        using X509Certificate2 impostor = TestCertificates.SignedBy(authority, "below", isAuthority: true);
        using X509Certificate2 own = TestCertificates.SignedBy(impostor, "es-1");

        Assert.NotNull(Refusal(own, below, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.NotNull(Refusal(own, below, SslPolicyErrors.RemoteCertificateChainErrors, impostor));
    }

    [Fact]
    public void The_host_counts_with_a_pinned_authority_too()
    {
        using X509Certificate2 own = TestCertificates.SignedBy(authority, "es-2");

        Assert.Contains("another host: es-2", Refusal(own, authority, SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_without_a_certificate_is_refused()
    {
        var trust = new ServerTrust(Node, new TransportSecurity(), TimeProvider.System);

        Assert.False(trust.Options(null).RemoteCertificateValidationCallback!(this, null, null, SslPolicyErrors.RemoteCertificateNotAvailable));
        Assert.Contains("no certificate", trust.Refusal, StringComparison.Ordinal);
    }

    private string? Refusal(X509Certificate2 own, X509Certificate2 pinned, SslPolicyErrors errors, params X509Certificate2[] others)
    {
        var trust = new ServerTrust(Node, new TransportSecurity { CaFingerprint = TestCertificates.Fingerprint(pinned) }, TimeProvider.System);
        SslClientAuthenticationOptions options = trust.Options(null);
        using var chain = new X509Chain { ChainPolicy = options.CertificateChainPolicy! };
        foreach (X509Certificate2 shown in others.Prepend(pinned)) chain.ChainPolicy.ExtraStore.Add(shown);
        chain.Build(own);
        bool isTrusted = options.RemoteCertificateValidationCallback!(this, own, chain, errors);
        Assert.Equal(isTrusted, trust.Refusal is null);
        return trust.Refusal;
    }
}
