using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Lad.FactStore.Hosting;
using Lad.FactStore.Safety;
using Lad.FactStore.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Lad.FactStore.Tests.Safety;

/// <summary>What must hold for every route there is, those of tomorrow too.</summary>
public sealed partial class EndpointTests : IAsyncLifetime
{
    // What a stranger may see: how it is, what the page to sign in needs, and the ways in and out.
    private static readonly string[] open = ["/health/live", "/health/ready", "/health/startup", "/assets/{name}", "/sign-in", "/sign-in/openid", "/sign-in/callback", "/sign-out"];

    // Asked with POST so that what is searched for is in no URL: they change nothing.
    private static readonly string[] searches = ["/search", "/api/v1/groups/search", "/api/v1/anomalies/search"];

    private TestStore store = null!;

    public async Task InitializeAsync() => store = await TestStore.WithTokensAsync(options => options with { OpenId = new OpenIdOptions { Authority = new Uri("https://127.0.0.1:1"), ClientId = "lad" } });

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public void There_are_routes_of_all_kinds()
    {
        Assert.All((string[])["/", "/sign-in", "/health/live", "/assets/{name}", "/api/v1/groups", "/api/feedback"], pattern => Assert.Contains(Routes(), route => route.Pattern == pattern));
    }

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in_everywhere_but_where_all_may_go()
    {
        await EachAsync(Routes().Where(route => !open.Contains(route.Pattern)), token: null, async (route, answer) =>
        {
            bool isAsked = answer.StatusCode == HttpStatusCode.Unauthorized
                || (route.Method == "GET" && !route.Pattern.StartsWith("/api", StringComparison.Ordinal) && answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal));
            Assert.True(isAsked, $"{route} answers a stranger with {(int)answer.StatusCode}");
            Assert.DoesNotContain("statement", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_reader_changes_nothing()
    {
        await EachAsync(Routes().Where(route => route.IsUnsafe && !open.Contains(route.Pattern) && !searches.Contains(route.Pattern)), TestStore.ReaderToken, (route, answer) =>
        {
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{route} answers a reader with {(int)answer.StatusCode}");
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_reader_sees_everything()
    {
        await EachAsync(Routes().Where(route => !open.Contains(route.Pattern) && (!route.IsUnsafe || searches.Contains(route.Pattern))), TestStore.ReaderToken, (route, answer) =>
        {
            Assert.False(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, $"{route} refuses a reader with {(int)answer.StatusCode}");
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task No_change_is_made_for_a_page_of_another_origin_whoever_asks()
    {
        foreach (string header in (string[])["Origin", "Referer"])
        {
            await EachAsync(Routes().Where(route => route.IsUnsafe), TestStore.EditorToken, (route, answer) =>
            {
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{route} answers {header} of elsewhere with {(int)answer.StatusCode}");
                return Task.CompletedTask;
            }, (header, "https://evil.example/"));
        }
    }

    [Fact]
    public async Task No_change_is_made_by_a_session_without_the_form_of_a_page()
    {
        using var browser = new Browser(store.Address);
        (await browser.SignInAsync(TestStore.EditorToken)).Dispose();
        foreach (Route route in Routes().Where(route => route.Method == "POST"))
        {
            using HttpResponseMessage answer = await browser.PostAsync(route.Path, new FormUrlEncodedContent([KeyValuePair.Create("fingerprint", "0123456789abcdef"), KeyValuePair.Create("kind", "false-positive")]));
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{route} answers a form without its token with {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_and_nothing_of_the_inside()
    {
        foreach (string? token in (string?[])[null, TestStore.ReaderToken, TestStore.EditorToken])
        {
            await EachAsync(Routes(), token, async (route, answer) =>
            {
                Assert.Equal(SecurityHeaders.ContentPolicy, Header(answer, "Content-Security-Policy"));
                Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
                Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
                Assert.Equal("same-origin", Header(answer, "Referrer-Policy"));
                Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
                Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
                Assert.NotNull(Header(answer, "Permissions-Policy"));
                Assert.Null(Header(answer, "Access-Control-Allow-Origin"));
                Assert.Null(Header(answer, "Server"));
                if (!route.Pattern.StartsWith("/assets", StringComparison.Ordinal)) Assert.Contains("no-store", Header(answer, "Cache-Control"), StringComparison.Ordinal);
                if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream") return;
                string body = await answer.Content.ReadAsStringAsync();
                Assert.True(answer.StatusCode != HttpStatusCode.InternalServerError, $"{route} fails: {string.Join('\n', store.Told)}");
                Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
                Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public async Task A_failure_tells_its_reason_to_the_log_alone()
    {
        await store.Parts.Database.DisposeAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Authorization = new("Bearer", TestStore.ReaderToken);
        using HttpResponseMessage answer = await store.Client.SendAsync(request);
        string body = await answer.Content.ReadAsStringAsync();

        Assert.InRange((int)answer.StatusCode, 500, 503);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.NotEmpty(store.Told);
    }

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(", ", values) : null;

    private List<Route> Routes() =>
    [
        .. from endpoint in store.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where !endpoint.RoutePattern.RawText!.Contains('*', StringComparison.Ordinal)
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]
           let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
           select new Route(method, pattern, Parameter().Replace(pattern, match => match.Groups["name"].Value switch
           {
               "fingerprint" => "0123456789abcdef",
               "number" => "1",
               "event" => "0123456789abcdef0123456789abcdef",
               _ => "x",
           })),
    ];

    private async Task EachAsync(IEnumerable<Route> routes, string? token, Func<Route, HttpResponseMessage, Task> check, params (string Name, string Value)[] headers)
    {
        foreach (Route route in routes)
        {
            using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Path);
            if (route.IsUnsafe) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            if (token is not null) request.Headers.Authorization = new("Bearer", token);
            foreach ((string name, string value) in headers) request.Headers.Add(name, value);
            using HttpResponseMessage answer = await store.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await check(route, answer);
        }
    }

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}")]
    private static partial Regex Parameter();

    private sealed record Route(string Method, string Pattern, string Path)
    {
        public bool IsUnsafe => Method is not ("GET" or "HEAD" or "OPTIONS");
    }
}
