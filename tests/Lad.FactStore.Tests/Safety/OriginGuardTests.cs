using System.Net;
using System.Text;
using Lad.FactStore.Hosting;
using Lad.FactStore.Tests.Hosting;

namespace Lad.FactStore.Tests.Safety;

public sealed class OriginGuardTests(LocalStore local) : IClassFixture<LocalStore>
{
    private readonly TestStore store = local.Store;

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1.evil.example")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "https://127.0.0.1:PORT")]
    [InlineData("Origin", "http://user@127.0.0.1:PORT")]
    [InlineData("Origin", "")]
    [InlineData("Referer", "https://evil.example/?http://127.0.0.1:PORT/")]
    [InlineData("Referer", "about:blank")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "what")]
    public async Task A_change_that_another_origin_asks_for_is_refused(string header, string value)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(store, (header, value)));
    }

    [Theory]
    [InlineData("Origin", "http://127.0.0.1:PORT")]
    [InlineData("Referer", "http://127.0.0.1:PORT/groups")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("X-Nothing", "said")]
    public async Task A_change_that_this_origin_or_a_program_asks_for_goes_on(string header, string value)
    {
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(store, (header, value)));
    }

    [Fact]
    public async Task One_header_that_is_foreign_is_enough()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(store, ("Origin", "http://127.0.0.1:PORT"), ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(store, ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "same-origin")));
    }

    [Fact]
    public async Task A_link_leads_here_and_a_frame_or_a_script_does_not()
    {
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(store, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(store, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(store, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "script")));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(store, ("Origin", "https://evil.example")));
    }

    [Fact]
    public async Task Behind_a_proxy_the_public_address_is_the_own_origin()
    {
        await using TestStore store = await TestStore.WithTokensAsync(options => options with { PublicUrl = new Uri("https://lad.example.org") });
        (string, string) token = ("Authorization", $"Bearer {TestStore.EditorToken}");

        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(store, token, ("Host", "lad.example.org"), ("Origin", "https://lad.example.org")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(store, token, ("Host", "lad.example.org"), ("Origin", "https://lad.example.org.evil.example")));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await PostAsync(store, token, ("Host", "other.example.org")));
    }

    [Fact]
    public async Task Behind_a_proxy_that_speaks_https_other_names_of_the_store_are_own_origins_too()
    {
        await using TestStore store = await TestStore.WithTokensAsync(options => options with { PublicUrl = new Uri("https://lad.example.org"), Hosts = ["lad.internal"] });
        (string, string) token = ("Authorization", $"Bearer {TestStore.EditorToken}"), host = ("Host", "lad.internal");

        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(store, token, host, ("Origin", "https://lad.internal")));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(store, token, host, ("Referer", "https://lad.internal/groups")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(store, token, host, ("Origin", "https://lad.internal:8443")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(store, token, host, ("Referer", "https://other.internal/")));
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    [InlineData("Via")]
    public async Task Where_nobody_signs_in_a_proxy_does_not_open_the_store_to_others(string header)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(store, (header, "10.0.0.1")));
    }

    [Fact]
    public async Task Only_a_proxy_that_is_named_says_where_a_request_comes_from()
    {
        await using TestStore named = await TestStore.WithTokensAsync(options => options with { Proxies = [IPNetwork.Parse("127.0.0.0/8")] });
        await using TestStore other = await TestStore.WithTokensAsync(options => options with { Proxies = [IPNetwork.Parse("10.0.0.0/8")] });
        (string, string)[] request = [("X-Forwarded-For", "192.0.2.7"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"), ("Authorization", "Bearer wrong")];

        await GetAsync(named, request);
        await GetAsync(other, request);

        Assert.Contains(named.Told, line => line.EndsWith("from 192.0.2.7", StringComparison.Ordinal));
        Assert.Contains(other.Told, line => line.EndsWith("from 127.0.0.1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_method_cannot_be_disguised()
    {
        await using TestStore store = await TestStore.WithTokensAsync();

        Assert.Equal(HttpStatusCode.OK, await GetAsync(store, "/sign-in", ("X-HTTP-Method-Override", "POST")));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await GetAsync(store, "/sign-out", ("X-HTTP-Method", "POST"), ("Authorization", $"Bearer {TestStore.EditorToken}")));
    }

    private static Task<HttpStatusCode> GetAsync(TestStore store, params (string Name, string Value)[] headers) => GetAsync(store, "/nowhere", headers);

    private static Task<HttpStatusCode> GetAsync(TestStore store, string path, params (string Name, string Value)[] headers) => SendAsync(store, new HttpRequestMessage(HttpMethod.Get, path), headers);

    private static Task<HttpStatusCode> PostAsync(TestStore store, params (string Name, string Value)[] headers) =>
        SendAsync(store, new HttpRequestMessage(HttpMethod.Post, "/api/v1/nowhere") { Content = new StringContent("{}", Encoding.UTF8, "application/json") }, headers);

    private static async Task<HttpStatusCode> SendAsync(TestStore store, HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        using (request)
        {
            foreach ((string name, string value) in headers)
                Assert.True(request.Headers.TryAddWithoutValidation(name, value.Replace("PORT", store.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)));
            using HttpResponseMessage answer = await store.Client.SendAsync(request);
            return answer.StatusCode;
        }
    }
}
