using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Lad.Elasticsearch.StandIn;

namespace Lad.Elasticsearch.Tests.StandIn;

public sealed class SecurityTests
{
    [Theory]
    [InlineData("ApiKey", "a2V5OnNlY3JldA==", HttpStatusCode.OK)]
    [InlineData("ApiKey", "b3RoZXI6c2VjcmV0", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer", "token", HttpStatusCode.OK)]
    [InlineData("Basic", "bGFkOnBhc3M=", HttpStatusCode.OK)]
    [InlineData("Basic", "bGFkOndyb25n", HttpStatusCode.Unauthorized)]
    [InlineData(null, null, HttpStatusCode.Unauthorized)]
    public async Task Only_who_has_the_credentials_comes_in(string? scheme, string? value, HttpStatusCode status)
    {
        await using StandInServer server = await StandInServer.StartAsync(new() { ApiKey = "a2V5OnNlY3JldA==", Token = "token", User = "lad", Password = "pass" });
        using var http = new HttpClient { BaseAddress = server.Url };
        if (scheme is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, value);

        using HttpResponseMessage response = await http.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(status, response.StatusCode);
        server.AssertContract();
    }

    [Fact]
    public async Task Over_TLS_it_may_ask_for_a_certificate()
    {
        using X509Certificate2 own = Certificate("localhost"), mine = Certificate("lad"), stranger = Certificate("stranger");
        await using StandInServer server = await StandInServer.StartAsync(new() { Certificate = own, ClientCertificate = shown => shown.Thumbprint == mine.Thumbprint });

        Assert.Equal(HttpStatusCode.OK, await AskAsync(mine));
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(stranger));

        async Task<HttpStatusCode> AskAsync(X509Certificate2 certificate)
        {
            using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == own.Thumbprint };
            handler.ClientCertificates.Add(certificate);
            using var http = new HttpClient(handler);
            using HttpResponseMessage response = await http.GetAsync(server.Url);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_body_of_another_type_or_too_large_is_refused()
    {
        await using StandInServer server = await StandInServer.StartAsync(new() { MaxContentBytes = 100 });
        using var requests = new StandInRequests(server);

        Assert.Equal(406, (await requests.SendAsync("POST", "/_search", "{}", "text/plain")).Status);
        Assert.Equal(413, (await requests.BulkAsync(new StringBuilder().Append('x', 200).ToString())).Status);
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 made = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
