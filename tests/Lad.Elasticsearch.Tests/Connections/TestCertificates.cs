using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Lad.Elasticsearch.Tests.Connections;

/// <summary>Makes authorities and certificates.</summary>
internal static class TestCertificates
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2120, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static int serial = 1;

    /// <summary>An authority of its own.</summary>
    public static X509Certificate2 Authority(string name = "test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(Start, End);
    }

    /// <summary>A certificate that an authority has signed.</summary>
    public static X509Certificate2 SignedBy(X509Certificate2 authority, string host = "localhost", DateTimeOffset? until = null, bool isAuthority = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request(key, host, isAuthority);
        using X509Certificate2 signed = request.Create(authority, Start, until ?? authority.NotAfter, BitConverter.GetBytes(Interlocked.Increment(ref serial)));
        using X509Certificate2 whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>A certificate that nobody has signed.</summary>
    public static X509Certificate2 SelfSigned(string host = "localhost", DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 whole = Request(key, host, false).CreateSelfSigned(Start, until ?? End);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>SHA-256 as Elasticsearch prints it.</summary>
    public static string Fingerprint(X509Certificate2 certificate) => Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256));

    private static CertificateRequest Request(ECDsa key, string host, bool isAuthority)
    {
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
