using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Pipeline.Tests;

namespace Lad.Elasticsearch.Tests.Connections;

public sealed class TlsTests : IDisposable
{
    private const string KeyPassword = "key-pa55-w0rd";
    private static readonly DateTimeOffset Past = new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryDirectory directory = new();
    private readonly X509Certificate2 authority = TestCertificates.Authority();

    // .NET's servers do not show an authority at the top, so that the one pinned here is below another one.
    private readonly X509Certificate2 below;
    private readonly List<string> said = [];

    public TlsTests() => below = TestCertificates.SignedBy(authority, "authority below", isAuthority: true);

    public void Dispose()
    {
        below.Dispose();
        authority.Dispose();
        directory.Dispose();
    }

    [Fact]
    public async Task A_file_of_authorities_is_trusted_and_no_other()
    {
        using X509Certificate2 other = TestCertificates.Authority("another authority");
        await using RawServer server = Server(TestCertificates.SignedBy(authority));

        await AskAsync(server, new TransportSecurity { CaFile = Pem("ca.pem", other, authority) });
        ElasticsearchException failure = await RefusedAsync(server, new TransportSecurity { CaFile = Pem("other.pem", other) });

        Assert.Contains("unknown authority, CN=test authority", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_word_the_systems_authorities_count()
    {
        await using RawServer server = Server(TestCertificates.SignedBy(authority));

        ElasticsearchException failure = await RefusedAsync(server, new TransportSecurity());

        Assert.Contains("unknown authority", failure.Message, StringComparison.Ordinal);
        Assert.Contains("CaFile", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"https://localhost:{server.Port}", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_authority_below_another_one_is_enough_in_the_file()
    {
        await using RawServer server = Server(TestCertificates.SignedBy(below), below);

        await AskAsync(server, new TransportSecurity { CaFile = Pem("below.pem", below) });
        await AskAsync(server, new TransportSecurity { CaFile = Pem("root.pem", authority) });
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_refused_with_its_names()
    {
        await using RawServer server = Server(TestCertificates.SignedBy(authority, "es-1.internal"));

        ElasticsearchException failure = await RefusedAsync(server, new TransportSecurity { CaFile = Pem("ca.pem", authority) });

        Assert.Contains("another host: es-1.internal", failure.Message, StringComparison.Ordinal);
        Assert.Contains("made for localhost", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_refused_with_its_dates()
    {
        await using RawServer server = Server(TestCertificates.SignedBy(authority, until: Past));

        ElasticsearchException failure = await RefusedAsync(server, new TransportSecurity { CaFile = Pem("ca.pem", authority) });

        Assert.Contains("until 2021-01-01", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fingerprint_of_the_authority_is_enough_when_the_server_shows_it(bool colons)
    {
        await using RawServer server = Server(TestCertificates.SignedBy(below), below);
        string fingerprint = TestCertificates.Fingerprint(below);

        await AskAsync(server, new TransportSecurity { CaFingerprint = colons ? string.Join(':', fingerprint.ToUpperInvariant().Chunk(2).Select(pair => new string(pair))) : fingerprint });
    }

    [Fact]
    public async Task A_fingerprint_of_the_servers_own_certificate_is_enough_while_that_is_valid_and_for_its_host()
    {
        using X509Certificate2 own = TestCertificates.SelfSigned();
        using X509Certificate2 expired = TestCertificates.SelfSigned(until: Past);
        using X509Certificate2 foreign = TestCertificates.SelfSigned("elsewhere");
        await using RawServer good = Server(own);
        await using RawServer old = Server(expired);
        await using RawServer other = Server(foreign);

        await AskAsync(good, Pinned(own));

        Assert.Contains("until 2021-01-01", (await RefusedAsync(old, Pinned(expired))).Message, StringComparison.Ordinal);
        Assert.Contains("another host: elsewhere", (await RefusedAsync(other, Pinned(foreign))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fingerprint_trusts_the_authority_not_the_date_nor_the_host()
    {
        await using RawServer old = Server(TestCertificates.SignedBy(below, until: Past), below);
        await using RawServer other = Server(TestCertificates.SignedBy(below, "elsewhere"), below);

        Assert.Contains("until 2021-01-01", (await RefusedAsync(old, Pinned(below))).Message, StringComparison.Ordinal);
        Assert.Contains("another host: elsewhere", (await RefusedAsync(other, Pinned(below))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_fingerprint_is_refused_and_the_one_shown_is_said()
    {
        using X509Certificate2 impostor = TestCertificates.SignedBy(authority, "authority below", isAuthority: true);
        using X509Certificate2 own = TestCertificates.SignedBy(impostor);
        await using RawServer server = Server(own, impostor);

        ElasticsearchException failure = await RefusedAsync(server, Pinned(below));

        Assert.Contains(TestCertificates.Fingerprint(impostor), failure.Message, StringComparison.Ordinal);
        Assert.Contains(TestCertificates.Fingerprint(own), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verification_that_is_off_is_said_at_each_start()
    {
        await using RawServer server = Server(TestCertificates.SelfSigned("elsewhere", Past));

        await AskAsync(server, new TransportSecurity { Verify = false });
        await AskAsync(server, new TransportSecurity { Verify = false });

        Assert.Equal(2, said.Count);
        Assert.All(said, line => Assert.Contains("Verify is off", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("pem with password")]
    [InlineData("pem of both")]
    [InlineData("pfx")]
    public async Task The_clients_certificate_is_shown(string kind)
    {
        using X509Certificate2 own = TestCertificates.SignedBy(authority, "lad");
        X509Certificate2? shown = null;
        await using RawServer server = Server(TestCertificates.SignedBy(authority), null, certificate => shown = certificate);

        await AskAsync(server, Own(kind, own) with { CaFile = Pem("ca.pem", authority) });

        Assert.Equal(own.Thumbprint, shown?.Thumbprint);
    }

    [Fact]
    public async Task A_server_that_wants_a_client_certificate_is_understood()
    {
        await using RawServer server = Server(TestCertificates.SignedBy(authority), null, _ => { });

        ElasticsearchException failure = await Clients.FailureOf(() => AskAsync(server, new TransportSecurity { CaFile = Pem("ca.pem", authority) }));

        Assert.True(failure.Fault is ElasticsearchFault.Certificate or ElasticsearchFault.Unreachable, failure.Message);
    }

    [Fact]
    public async Task A_port_that_does_not_speak_tls_is_understood()
    {
        // What hears TLS as HTTP answers so.
        using var plain = new PlainAnswer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        using ElasticsearchClient client = Clients.For([new Uri($"https://localhost:{plain.Port}")]);

        ElasticsearchException failure = await Clients.FailureOf(() => client.InfoAsync(CancellationToken.None));

        Assert.Equal(ElasticsearchFault.Certificate, failure.Fault);
        Assert.Contains("use http://", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_with_a_certificate_that_is_not_trusted_gives_way_to_one_whose_is()
    {
        await using RawServer bad = Server(TestCertificates.SelfSigned());
        await using RawServer good = Server(TestCertificates.SignedBy(authority));
        using ElasticsearchClient client = Clients.For([bad.Address, good.Address], options => options with { Security = new TransportSecurity { CaFile = Pem("ca.pem", authority) }, Say = said.Add });

        for (int i = 0; i < 4; i++) Assert.True(await client.ExistsAsync("a", CancellationToken.None));

        Assert.Contains("unknown authority", Assert.Single(said), StringComparison.Ordinal);
    }

    private static TransportSecurity Pinned(X509Certificate2 certificate) => new() { CaFingerprint = TestCertificates.Fingerprint(certificate) };

    private static RawServer Server(X509Certificate2 certificate, X509Certificate2? above = null, Action<X509Certificate2>? client = null) => new((_, stream, _) => RawServer.Reply(stream, "{}"), new SslServerAuthenticationOptions
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(certificate, above is null ? [] : [above], offline: true),
        ClientCertificateRequired = client is not null,
        RemoteCertificateValidationCallback = (_, shown, _, _) =>
        {
            if (client is null) return true;
            if (shown is X509Certificate2 one) client(new X509Certificate2(one));
            return shown is not null;
        },
    });

    private TransportSecurity Own(string kind, X509Certificate2 own)
    {
        using ECDsa key = own.GetECDsaPrivateKey()!;
        string plainKey = key.ExportPkcs8PrivateKeyPem();
        switch (kind)
        {
            case "pem":
                return new TransportSecurity { ClientCertificate = Write("own.pem", own.ExportCertificatePem()), ClientKey = Write("own.key", plainKey) };
            case "pem with password":
                string packed = key.ExportEncryptedPkcs8PrivateKeyPem(KeyPassword, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
                return new TransportSecurity { ClientCertificate = Write("own.pem", own.ExportCertificatePem()), ClientKey = Write("own.key", packed), ClientKeyPassword = KeyPassword };
            case "pem of both":
                return new TransportSecurity { ClientCertificate = Write("own.pem", $"{own.ExportCertificatePem()}\n{plainKey}\n{authority.ExportCertificatePem()}") };
            default:
                string path = directory.File("own.p12");
                File.WriteAllBytes(path, own.Export(X509ContentType.Pkcs12, KeyPassword));
                return new TransportSecurity { ClientCertificate = path, ClientKeyPassword = KeyPassword };
        }
    }

    private string Pem(string name, params X509Certificate2[] certificates) => Write(name, string.Join('\n', certificates.Select(certificate => certificate.ExportCertificatePem())));

    private string Write(string name, string text)
    {
        string path = directory.File(name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task AskAsync(RawServer server, TransportSecurity security)
    {
        using ElasticsearchClient client = Clients.For(server, options => options with { Security = security, Say = said.Add });
        Assert.True(await client.ExistsAsync("a", CancellationToken.None));
    }

    private async Task<ElasticsearchException> RefusedAsync(RawServer server, TransportSecurity security)
    {
        ElasticsearchException failure = await Clients.FailureOf(() => AskAsync(server, security));
        Assert.Equal(ElasticsearchFault.Certificate, failure.Fault);
        Assert.False(failure.IsTransient);
        return failure;
    }
}
