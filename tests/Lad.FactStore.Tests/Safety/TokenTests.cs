using System.Net;
using System.Net.Http.Headers;
using Lad.FactStore.Tests.Hosting;

namespace Lad.FactStore.Tests.Safety;

public sealed class TokenTests
{
    [Fact]
    public async Task A_token_of_the_file_lets_a_program_in()
    {
        await using TestStore store = await TestStore.WithTokensAsync();

        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(store, $"Bearer {TestStore.ReaderToken}"));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(store, $"bearer {TestStore.EditorToken}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer wrong-token-0123456789abcdef")]
    [InlineData("Bearer editor-token-0123456789abcdef,reader-token-0123456789abcdef")]
    [InlineData("Basic bWFyaWE6ZWRpdG9yLXRva2VuLTAxMjM0NTY3ODlhYmNkZWY=")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJuYW1lIjoibWFyaWEiLCJyb2xlIjoiZWRpdG9yIn0.")]
    public async Task Anything_else_does_not(string? authorization)
    {
        await using TestStore store = await TestStore.WithTokensAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(store, authorization));
    }

    [Fact]
    public async Task Two_authorizations_are_none()
    {
        await using TestStore store = await TestStore.WithTokensAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nowhere");
        request.Headers.TryAddWithoutValidation("Authorization", [$"Bearer {TestStore.EditorToken}", $"Bearer {TestStore.ReaderToken}"]);

        using HttpResponseMessage answer = await store.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_that_is_new_in_the_file_is_good_and_one_that_is_gone_is_not()
    {
        await using TestStore store = await TestStore.WithTokensAsync();
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(store, $"Bearer {TestStore.ReaderToken}"));

        File.WriteAllText(store.TokenFile, "ana reader another-token-0123456789abcdef\nbad line\n");
        store.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(store, $"Bearer {TestStore.ReaderToken}"));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(store, "Bearer another-token-0123456789abcdef"));
        Assert.Contains(store.Told, line => line.Contains("line 2 must be NAME ROLE TOKEN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_away_lets_nobody_in_until_it_is_back()
    {
        await using TestStore store = await TestStore.WithTokensAsync();
        string text = File.ReadAllText(store.TokenFile);

        File.Delete(store.TokenFile);
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        HttpStatusCode away = await AskAsync(store, $"Bearer {TestStore.ReaderToken}");
        File.WriteAllText(store.TokenFile, text);
        store.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, away);
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(store, $"Bearer {TestStore.ReaderToken}"));
    }

    private static async Task<HttpStatusCode> AskAsync(TestStore store, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nowhere");
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using HttpResponseMessage answer = await store.Client.SendAsync(request);
        if (answer.StatusCode == HttpStatusCode.Unauthorized) Assert.Equal(new AuthenticationHeaderValue("Bearer"), answer.Headers.WwwAuthenticate.Single());
        return answer.StatusCode;
    }
}
