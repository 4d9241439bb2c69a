using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Lad.FactStore.Tests.Hosting;

namespace Lad.FactStore.Tests.Safety;

public sealed class HostileBodyTests(LocalStore local) : IClassFixture<LocalStore>
{
    private readonly TestStore store = local.Store;

    private static readonly string deep = string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000);

    public static TheoryData<string, string, int[]> Bodies => new()
    {
        { "application/json", deep, [400, 413] },
        { "application/json", new string('[', 30_000), [400] },
        { "application/json", "{\"fingerprint\":" + new string('9', 60_000) + "}", [400] },
        { "application/json", "{\"fingerprint\":\"0123456789abcdef\",\"fingerprint\":\"x\",\"kind\":\"y\"}", [400, 422] },
        { "application/json", "null", [400] },
        { "application/json", "[]", [400] },
        { "application/json", "", [400] },
        { "application/json", "{\"kind\":\"\\uD800\"}", [400] },
        { "application/json", "{\"message\":\"" + new string('x', 100_000) + "\"}", [413] },
        { "text/plain", "{}", [415] },
        { "text/html", "<script>", [415] },
        { "application/xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", [415] },
        { "", "{}", [415] },
        { "application/x-www-form-urlencoded", "kind=false-positive", [400, 415] },
        { "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nfalse-positive\r\n--x--\r\n", [400, 415] },
        { "multipart/form-data", "", [400, 415] },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_not_what_is_asked_for_is_refused_and_changes_nothing(string type, string body, int[] statuses)
    {
        foreach (string path in (string[])["/api/v1/feedback", "/api/feedback", "/api/v1/groups/search", "/feedback", "/search"])
        {
            // The pages take forms alone; what is wrong with them is said in their way.
            int[] expected = path.StartsWith("/api/v1", StringComparison.Ordinal) ? statuses : [400, 413, 415, 422];
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (type.Length > 0) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            using HttpResponseMessage answer = await store.Client.PostAsync(path, content);

            Assert.True(expected.Contains((int)answer.StatusCode), $"{path} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()} {string.Join('\n', store.Told)}");
        }
        Assert.Empty((await store.Parts.Ledger.ListAsync(new FactStore.Feedback.FeedbackQuery())).Items);
    }

    [Fact]
    public async Task Thousands_of_fields_are_too_many()
    {
        await using TestStore store = await TestStore.WithTokensAsync();
        string form = string.Join('&', Enumerable.Range(0, 5_000).Select(number => $"a{number}=1"));
        using var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");

        using HttpResponseMessage answer = await store.Client.PostAsync("/sign-in", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Changes_are_limited_by_person()
    {
        await using TestStore store = await TestStore.WithTokensAsync(options => options with { MaxChangesPerSecond = 1 });
        async Task<HttpResponseMessage> AskAsync(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/nowhere") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return await store.Client.SendAsync(request);
        }

        for (int change = 0; change < 10; change++) (await AskAsync(TestStore.EditorToken)).Dispose();
        using HttpResponseMessage tooMany = await AskAsync(TestStore.EditorToken);
        using HttpResponseMessage another = await AskAsync(TestStore.ReaderToken);
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        using HttpResponseMessage later = await AskAsync(TestStore.EditorToken);

        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
        Assert.Equal("application/problem+json", tooMany.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromSeconds(1), tooMany.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.NotFound, another.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, later.StatusCode);
    }
}
