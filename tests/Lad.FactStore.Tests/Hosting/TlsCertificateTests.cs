using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lad.FactStore.Hosting;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Hosting;

public sealed class TlsCertificateTests
{
    [Fact]
    public async Task With_a_certificate_only_https_is_spoken_and_a_renewed_one_is_taken()
    {
        await using TestStore store = await TestStore.StartAsync(directory =>
        {
            Write(directory, "first");
            return new FactStoreOptions { CertificateFile = directory.File("lad.pem"), CertificateKeyFile = directory.File("lad.key") };
        });

        Assert.Equal("https", store.Address.Scheme);
        (string before, HttpResponseMessage answer) = await AskAsync(store.Address);
        store.Rewrite(directory => Write(directory, "second"));
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        (string after, HttpResponseMessage second) = await AskAsync(store.Address);

        Assert.Equal("CN=first", before);
        Assert.Equal("CN=second", after);
        Assert.Equal(HttpVersion.Version20, answer.Version);
        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
        answer.Dispose();
        second.Dispose();
    }

    [Fact]
    public void A_key_of_another_certificate_is_a_fault()
    {
        using var directory = new TemporaryDirectory();
        Write(directory, "one");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(directory.File("lad.key"), other.ExportPkcs8PrivateKeyPem());

        Assert.Contains("makes no certificate", Assert.Single(new FactStoreOptions { CertificateFile = directory.File("lad.pem"), CertificateKeyFile = directory.File("lad.key") }.Faults()), StringComparison.Ordinal);
    }

    private static void Write(TemporaryDirectory directory, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText(directory.File("lad.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(directory.File("lad.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static async Task<(string Subject, HttpResponseMessage Answer)> AskAsync(Uri address)
    {
        string subject = "";
        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    subject = certificate?.Subject ?? "";
                    return subject.Length > 0;
                },
            },
        })
        { DefaultRequestVersion = HttpVersion.Version20 };
        HttpResponseMessage answer = await client.GetAsync(new Uri(address, "/health/live"));
        return (subject, answer);
    }
}
