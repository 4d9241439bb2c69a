using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Pipeline.Tests;

namespace Lad.Elasticsearch.Tests.Connections;

public sealed class ElasticsearchOptionsTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public static TheoryData<string, ElasticsearchOptions> Wrong => new()
    {
        { "names no node", new ElasticsearchOptions { Nodes = [] } },
        { "http:// or https://", new ElasticsearchOptions { Nodes = [new Uri("ftp://es:9200")] } },
        { "http:// or https://", new ElasticsearchOptions { Nodes = [new Uri("es-1", UriKind.Relative)] } },
        { "no query", new ElasticsearchOptions { Nodes = [new Uri("http://es:9200/?pretty=1")] } },
        { "the same user", new ElasticsearchOptions { Nodes = [new Uri("http://a:b@es-1"), new Uri("http://a:c@es-2")] } },
        { "other credentials", new ElasticsearchOptions { Nodes = [new Uri("http://a:b@es-1")], Credentials = new Credentials.ApiKey("x") } },
        { "ApiKey holds", new ElasticsearchOptions { Credentials = new Credentials.ApiKey("abc\n") } },
        { "ApiKey is empty", new ElasticsearchOptions { Credentials = new Credentials.ApiKey("") } },
        { "Token holds", new ElasticsearchOptions { Credentials = new Credentials.Bearer("a b") } },
        { "control character", new ElasticsearchOptions { Credentials = new Credentials.Basic("a", "b\r\nX: y") } },
        { "User must not contain a colon", new ElasticsearchOptions { Credentials = new Credentials.Basic("a:b", "c") } },
        { "User is empty", new ElasticsearchOptions { Credentials = new Credentials.Basic("", "c") } },
        { "ConnectTimeout", new ElasticsearchOptions { ConnectTimeout = TimeSpan.Zero } },
        { "RequestTimeout", new ElasticsearchOptions { RequestTimeout = TimeSpan.FromDays(30) } },
        { "MaxResponseBytes", new ElasticsearchOptions { MaxResponseBytes = 5 } },
        { "use one of them", new ElasticsearchOptions { Security = new TransportSecurity { Verify = false, CaFingerprint = new string('a', 64) } } },
        { "not a SHA-256", new ElasticsearchOptions { Security = new TransportSecurity { CaFingerprint = "ab:cd" } } },
        { "CaFile /no/such.pem cannot be used", new ElasticsearchOptions { Security = new TransportSecurity { CaFile = "/no/such.pem" } } },
        { "ClientCertificate /no/such.pem cannot be used", new ElasticsearchOptions { Security = new TransportSecurity { ClientCertificate = "/no/such.pem" } } },
        { "ClientKey is set without", new ElasticsearchOptions { Security = new TransportSecurity { ClientKey = "/no/such.key" } } },
    };

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_said(string says, ElasticsearchOptions options) => Assert.Contains(says, Assert.Single(options.Validate()), StringComparison.Ordinal);

    [Fact]
    public void What_is_right_has_no_fault() => Assert.Empty(new ElasticsearchOptions
    {
        Nodes = [new Uri("https://es-1:9200"), new Uri("https://u:p@es-2:9200/path/"), new Uri("http://u:p@[::1]:9200")],
        Security = new TransportSecurity { CaFingerprint = string.Join(':', Enumerable.Repeat("aB", 32)) },
    }.Validate());

    [Fact]
    public void All_faults_are_said_at_once_and_refuse_the_client()
    {
        var options = new ElasticsearchOptions { Nodes = [], ConnectTimeout = TimeSpan.Zero, Credentials = new Credentials.ApiKey("secret key") };

        ArgumentException failure = Assert.Throws<ArgumentException>(() => new ElasticsearchClient(options, TimeProvider.System));

        Assert.Equal(3, failure.Message.Split(Environment.NewLine).Length);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_certificates_or_with_another_password_is_said_without_the_password()
    {
        string empty = directory.File("empty.pem");
        File.WriteAllText(empty, "nothing");
        using var own = TestCertificates.SelfSigned();
        string pfx = directory.File("own.p12");
        File.WriteAllBytes(pfx, own.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pkcs12, "one"));

        Assert.Contains("no certificate in PEM", Assert.Single(new ElasticsearchOptions { Security = new TransportSecurity { CaFile = empty } }.Validate()), StringComparison.Ordinal);
        string wrong = Assert.Single(new ElasticsearchOptions { Security = new TransportSecurity { ClientCertificate = pfx, ClientKeyPassword = "another-secret" } }.Validate());
        Assert.Contains("own.p12", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("another-secret", wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://es-1:9200", true)]
    [InlineData("https://es-1:9200", false)]
    [InlineData("http://localhost:9200", false)]
    [InlineData("http://127.0.0.1:9200", false)]
    public void Credentials_over_a_line_that_is_not_encrypted_are_allowed_and_said(string node, bool isSaid)
    {
        var said = new List<string>();

        using var client = new ElasticsearchClient(new ElasticsearchOptions { Nodes = [new Uri(node)], Credentials = new Credentials.ApiKey("a2V5"), Say = said.Add }, TimeProvider.System);

        Assert.Equal(isSaid ? [$"{node} is not encrypted: everybody on the way can read the credentials. Use https."] : [], said);
    }
}
