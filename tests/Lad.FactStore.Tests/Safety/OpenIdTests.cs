using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Lad.FactStore.Hosting;
using Lad.FactStore.Safety;
using Lad.FactStore.Tests.Hosting;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Safety;

public sealed class OpenIdTests : IAsyncLifetime, IDisposable
{
    private readonly ManualTimeProvider clock = new();
    private OpenIdStandIn provider = null!;
    private TestStore store = null!;
    private Browser browser = null!;

    public async Task InitializeAsync()
    {
        provider = await OpenIdStandIn.StartAsync(clock.GetUtcNow());
        var openId = new OpenIdOptions { Authority = provider.Address, ClientId = OpenIdStandIn.ClientId, ClientSecret = OpenIdStandIn.ClientSecret, RoleClaim = "realm_access.roles" };
        store = await TestStore.StartAsync(new FactStoreOptions { OpenId = openId }, clock);
        browser = new Browser(store.Address);
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        await provider.DisposeAsync();
    }

    public void Dispose() => browser.Dispose();

    [Fact]
    public async Task Someone_with_a_role_enters_and_goes_on_to_where_they_wanted()
    {
        Uri place = await BeginAsync("/models");

        using HttpResponseMessage back = await browser.GetAsync(provider.SignIn(place), site: "cross-site");
        using HttpResponseMessage page = await browser.GetAsync("/nowhere");

        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Equal("0; url=/models", back.Headers.GetValues("Refresh").Single());
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains(store.Told, line => line.StartsWith("maria (editor) signed in by OpenID Connect", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_provider_is_asked_with_everything_that_ties_its_answer_to_this_browser()
    {
        Uri place = await BeginAsync("/");
        string query = place.Query;

        Assert.All((string[])["response_type=code", "code_challenge_method=S256", "code_challenge=", "state=", "nonce=", "scope=openid%20profile%20email"], part => Assert.Contains(part, query, StringComparison.Ordinal));
        string cookie = Assert.Single(browser.Cookies.GetAllCookies(), cookie => cookie.Name == "lad-openid").Value;
        Assert.DoesNotContain(System.Web.HttpUtility.ParseQueryString(query)["nonce"]!, cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aud", "another-program")]
    [InlineData("iss", "https://evil.example")]
    [InlineData("nonce", "another")]
    [InlineData("exp", 1)]
    [InlineData("nbf", 4102444800)]
    [InlineData("azp+aud", "another-program")]
    [InlineData("alg", "none")]
    [InlineData("alg", "HS256")]
    [InlineData("no exp", "")]
    [InlineData("no nonce", "")]
    [InlineData("no roles", "")]
    [InlineData("no name", "")]
    public async Task A_token_that_is_wrong_in_one_place_opens_nothing(string place, object value)
    {
        provider.Change = (header, claims) => Spoil(header, claims, place, value);

        await RefusedAsync(provider.SignIn(await BeginAsync("/")));
    }

    [Fact]
    public async Task A_name_that_acts_is_written_harmlessly_and_bounded()
    {
        provider.Change = (_, claims) => claims["preferred_username"] = "mar\u202Eia\r\n" + new string('\u0007', 500);
        (await browser.GetAsync(provider.SignIn(await BeginAsync("/")))).Dispose();

        string line = Assert.Single(store.Told, line => line.Contains("signed in", StringComparison.Ordinal));
        Assert.StartsWith("mar\\u202eia\\r\\n\\x07", line, StringComparison.Ordinal);
        Assert.InRange(line.IndexOf(" (editor)", StringComparison.Ordinal), 100, 128);
    }

    [Fact]
    public async Task A_signature_by_another_key_opens_nothing()
    {
        provider.Signing = RSA.Create(2048);

        await RefusedAsync(provider.SignIn(await BeginAsync("/")));
    }

    [Fact]
    public async Task A_key_that_is_new_is_fetched()
    {
        await BeginAsync("/");
        provider.Signing = provider.Published = RSA.Create(2048);
        provider.KeyId = "key-2";
        clock.Advance(TimeSpan.FromMinutes(2));
        provider.Now = clock.GetUtcNow();

        using HttpResponseMessage back = await browser.GetAsync(provider.SignIn(await BeginAsync("/")));

        Assert.True(back.StatusCode == HttpStatusCode.OK, string.Join('\n', store.Told));
        Assert.Equal(2, provider.KeysFetched);
    }

    [Theory]
    [InlineData("<html>back soon</html>")]
    [InlineData("{\"issuer\":17}")]
    [InlineData("{}")]
    public async Task A_provider_that_is_out_of_order_is_left_alone_for_a_minute(string odd)
    {
        provider.Odd = odd;
        for (int again = 0; again < 10; again++)
        {
            using HttpResponseMessage answer = await browser.GetAsync("/sign-in/openid");
            Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(provider.Token(nonce: null)));
        }
        Assert.Equal(1, provider.Discovered);

        provider.Odd = null;
        clock.Advance(TimeSpan.FromMinutes(1));
        await BeginAsync("/");
    }

    [Fact]
    public async Task What_was_known_of_the_provider_stays_while_it_is_out_of_order()
    {
        await BeginAsync("/");
        provider.Odd = "<html>back soon</html>";
        clock.Advance(TimeSpan.FromHours(2));
        for (int again = 0; again < 10; again++) await BeginAsync("/");

        Assert.Equal(2, provider.Discovered);
    }

    [Fact]
    public async Task A_token_that_is_wrong_at_first_sight_is_refused_without_the_provider()
    {
        provider.Change = (_, claims) => claims["iss"] = "https://evil.example";
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(provider.Token(nonce: null)));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("eyJ"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("eyJ.eyJ.x"));
        Assert.Equal(0, provider.Discovered);
    }

    [Fact]
    public async Task Many_may_begin_at_once()
    {
        for (int number = 0; number < 50; number++) await BeginAsync("/");
    }

    [Fact]
    public async Task A_wrong_state_opens_nothing() => await RefusedAsync(provider.SignIn(await BeginAsync("/")).Replace("&state=", "&state=x", StringComparison.Ordinal));

    [Fact]
    public async Task Another_browser_cannot_end_what_this_one_began()
    {
        string back = provider.SignIn(await BeginAsync("/"));
        browser.Dispose();
        browser = new Browser(store.Address);

        await RefusedAsync(back);
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        string back = provider.SignIn(await BeginAsync("/"));
        var cookie = Assert.Single(browser.Cookies.GetAllCookies(), cookie => cookie.Name == "lad-openid");
        (await browser.GetAsync(back)).Dispose();
        browser.Dispose();
        browser = new Browser(store.Address);
        await RefusedAsync(back);

        for (int again = 0; again < 3; again++)
        {
            browser.Cookies.Add(store.Address, new Cookie(cookie.Name, cookie.Value));
            await RefusedAsync(back);
        }
        Assert.Equal(1, provider.CodesSeen);
    }

    [Fact]
    public async Task Whoever_takes_more_than_ten_minutes_begins_again()
    {
        string back = provider.SignIn(await BeginAsync("/"));
        clock.Advance(TimeSpan.FromMinutes(11));
        provider.Now = clock.GetUtcNow();

        await RefusedAsync(back);
    }

    [Fact]
    public async Task An_answer_of_another_provider_opens_nothing() => await RefusedAsync(provider.SignIn(await BeginAsync("/")) + "&iss=https%3A%2F%2Fevil.example");

    [Fact]
    public async Task A_provider_that_refuses_is_quoted_harmlessly()
    {
        string back = provider.SignIn(await BeginAsync("/"));

        using HttpResponseMessage answer = await browser.GetAsync(back.Replace("code=", "error=%3Cscript%3E%1b%5B31m&x=", StringComparison.Ordinal));
        string page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("\\e[31m", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_of_the_provider_lasts_a_day_at_most()
    {
        (await browser.GetAsync(provider.SignIn(await BeginAsync("/")))).Dispose();
        var answers = new List<HttpStatusCode>();

        for (int hour = 0; hour < 27; hour += 9)
        {
            clock.Advance(TimeSpan.FromHours(9));
            using HttpResponseMessage page = await browser.GetAsync("/nowhere");
            answers.Add(page.StatusCode);
        }

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Redirect], answers);
    }

    [Fact]
    public async Task A_program_enters_by_a_token_that_the_provider_signed_for_this_store()
    {
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(provider.Token(nonce: null)));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(provider.Token(nonce: "of a browser")));
        provider.Change = (_, claims) => claims["aud"] = "another-program";
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(provider.Token(nonce: null)));
    }

    private static void Spoil(JsonObject header, JsonObject claims, string place, object value)
    {
        switch (place)
        {
            case "alg": header["alg"] = (string)value; break;
            case "azp+aud":
                claims["aud"] = new JsonArray(OpenIdStandIn.ClientId, "another-program");
                claims["azp"] = (string)value;
                break;
            case "no roles": claims["realm_access"] = new JsonObject { ["roles"] = new JsonArray("lad-editors") }; break;
            case "no name":
                claims.Remove("preferred_username");
                claims.Remove("sub");
                break;
            case not null when place.StartsWith("no ", StringComparison.Ordinal): claims.Remove(place[3..]); break;
            default: claims[place!] = value is int number ? JsonValue.Create(number) : value is long large ? JsonValue.Create(large) : JsonValue.Create((string)value); break;
        }
    }

    private async Task<Uri> BeginAsync(string path)
    {
        using HttpResponseMessage answer = await browser.GetAsync($"/sign-in/openid?return={Uri.EscapeDataString(path)}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!;
    }

    private async Task RefusedAsync(string back)
    {
        using HttpResponseMessage answer = await browser.GetAsync(back);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain(browser.Cookies.GetAllCookies(), cookie => cookie.Name == "lad");
        using HttpResponseMessage page = await browser.GetAsync("/nowhere");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    private async Task<HttpStatusCode> AskAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nowhere");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage answer = await store.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
