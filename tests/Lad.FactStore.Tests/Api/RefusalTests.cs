using System.Text.Json;
using Lad.FactStore.Api.Limits;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Safety;
using Lad.Pipeline.Tests;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Tests.Api;

public sealed class RefusalTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("limit=+5", "limit")]
    [InlineData("limit=5&limit=6", "limit")]
    [InlineData("since=yesterday", "since")]
    [InlineData("since=2026-11-21T00:00:00", "since")]
    [InlineData("order=random", "order")]
    [InlineData("status=OPEN", "status")]
    [InlineData("level=loud", "level")]
    [InlineData("sparkline=1y", "sparkline")]
    [InlineData("sparkline=32d", "sparkline")]
    [InlineData("intervals=121", "intervals")]
    [InlineData("servce=shop", "servce")]
    [InlineData("text=secret", "text")]
    [InlineData("after=nonsense", "after")]
    public async Task A_parameter_that_cannot_be_read_is_named(string query, string parameter)
    {
        Reply refusal = await server.GetAsync($"/api/v1/groups?{query}");
        Assert.Equal((400, "application/problem+json"), (refusal.Status, refusal.Type));
        Assert.Equal(parameter, Assert.Single(refusal.Json.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task All_parameters_that_are_wrong_are_named_at_once()
    {
        JsonElement errors = (await server.GetAsync("/api/v1/anomalies?limit=x&since=y&minScore=2&suppressed=maybe&fingerprint=z")).Json.GetProperty("errors");
        Assert.Equal(["fingerprint", "limit", "minScore", "since", "suppressed"], errors.EnumerateObject().Select(error => error.Name));
    }

    [Theory]
    [InlineData("GET", "/api/v1/groups/nonsense", 404)]
    [InlineData("GET", "/api/v1/groups/0000000000000001", 404)]
    [InlineData("GET", "/api/v1/anomalies/nonsense", 404)]
    [InlineData("GET", "/api/v1/feedback/0", 404)]
    [InlineData("GET", "/api/v1/feedback/99999999999999999999", 404)]
    [InlineData("GET", "/api/v1/models/nobody", 404)]
    [InlineData("GET", "/api/v1/models/..%2f..%2fetc", 404)]
    [InlineData("GET", "/api/v1/nowhere", 404)]
    [InlineData("GET", "/api/nowhere", 404)]
    [InlineData("DELETE", "/api/v1/feedback/1", 405)]
    [InlineData("PUT", "/api/v1/feedback", 405)]
    public async Task Every_refusal_is_a_problem(string method, string path, int status)
    {
        Reply refusal = await ApiServer.SendAsync(server.Editor, new HttpMethod(method), path);
        Assert.Equal((status, "application/problem+json", status), (refusal.Status, refusal.Type, refusal.Json.GetProperty("status").GetInt32()));
        Assert.DoesNotContain("   at ", refusal.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"text":["a"]}""", "text")]
    [InlineData("""{"text":"a","kind":"b"}""", "kind")]
    [InlineData("""[]""", "body")]
    [InlineData("""null""", "body")]
    [InlineData("""{"text":""", "text")]
    public async Task A_search_that_cannot_be_read_is_named(string body, string part)
    {
        Reply refusal = await server.PostAsync("/api/v1/groups/search", body);
        Assert.Equal((400, part), (refusal.Status, Assert.Single(refusal.Json.GetProperty("errors").EnumerateObject()).Name));
        Reply longText = await server.PostAsync("/api/v1/anomalies/search", $$"""{"text":"{{new string('a', 201)}}"}""");
        Assert.Equal(400, longText.Status);
    }

    [Fact]
    public async Task A_body_has_a_type_and_a_bound()
    {
        Assert.Equal(415, (await ApiServer.SendAsync(server.Editor, HttpMethod.Post, "/api/v1/feedback", ApiServer.Content("{}", "text/plain"))).Status);
        Assert.Equal(413, (await server.PostAsync("/api/v1/feedback", $$"""{"message":"{{new string('a', ApiLimits.MaxBody)}}"}""")).Status);
        Reply unknown = await server.PostAsync("/api/v1/feedback", """{"fingerprints":"9f2c000000000001"}""");
        Assert.Equal(400, unknown.Status);
        Assert.DoesNotContain("Lad.", unknown.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_may_be_larger_than_other_bodies()
    {
        string lines = string.Concat(Enumerable.Repeat("not a statement\n", 8_000));
        Reply answer = await ApiServer.SendAsync(server.Editor, HttpMethod.Post, "/api/v1/feedback/import", ApiServer.Content(lines, "application/x-ndjson"));
        Assert.Equal((200, 1_000), (answer.Status, answer.Json.GetProperty("refused").GetArrayLength()));
    }

    [Fact]
    public async Task What_a_client_has_of_the_description_already_is_not_sent_again()
    {
        using HttpResponseMessage first = await server.Reader.GetAsync("/api/v1/openapi.json");
        Reply again = await ApiServer.SendAsync(server.Reader, HttpMethod.Get, "/api/v1/openapi.json", null, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal((304, ""), (again.Status, again.Body));
    }

    [Fact]
    public async Task A_caller_who_asks_too_often_waits_and_others_do_not()
    {
        var clock = new ManualTimeProvider();
        var rate = new RequestRate(new ApiLimits { RequestsPerSecond = 1, RequestsAtOnce = 2 }, clock);
        for (int i = 0; i < 2; i++) await AskAsync(rate, "ann");
        ProblemException refusal = await Assert.ThrowsAsync<ProblemException>(() => AskAsync(rate, "ann"));
        Assert.Equal((429, 1), (refusal.Status, refusal.RetryAfter));
        await AskAsync(rate, "rob");
        clock.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(rate, "ann");
    }

    private static async Task AskAsync(RequestRate rate, string name)
    {
        var context = new DefaultHttpContext { User = Identities.Make(new Actor(name, Role.Reader), "test") };
        await rate.InvokeAsync(EndpointFilterInvocationContext.Create(context), _ => ValueTask.FromResult<object?>(null));
    }
}
