using System.Net;
using Lad.FactStore.Tests.Hosting;

namespace Lad.FactStore.Tests.Safety;

public sealed class SignInTests
{
    [Fact]
    public async Task A_page_sends_a_stranger_to_sign_in_and_then_back()
    {
        await using TestStore store = await TestStore.WithTokensAsync();
        using var browser = new Browser(store.Address);

        using HttpResponseMessage page = await browser.GetAsync("/groups/0123456789abcdef?service=a");
        using HttpResponseMessage entered = await browser.SubmitAsync(page.Headers.Location!.OriginalString, "/sign-in", ("token", TestStore.EditorToken));
        using HttpResponseMessage again = await browser.GetAsync("/sign-in?return=/models");

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Equal("/sign-in?return=%2Fgroups%2F0123456789abcdef%3Fservice%3Da", page.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        Assert.Equal("/groups/0123456789abcdef?service=a", entered.Headers.Location!.OriginalString);
        Assert.Equal("/models", again.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_session_is_in_a_cookie_that_scripts_and_other_sites_cannot_use()
    {
        await using TestStore store = await TestStore.WithTokensAsync(options => options with { PublicUrl = new Uri("https://lad.example.org") });
        using var browser = new Browser(store.Address);

        using HttpResponseMessage page = await browser.GetAsync("/sign-in");
        string form = page.Headers.GetValues("Set-Cookie").Single();

        Assert.StartsWith("__Host-lad-form=", form, StringComparison.Ordinal);
        Assert.All((string[])["; secure", "; samesite=strict", "; httponly", "; path=/"], part => Assert.Contains(part, form, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("domain", form, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("wrong-token-0123456789abcdef")]
    [InlineData("editor-token-0123456789abcde")]
    [InlineData("' OR 1=1 --")]
    public async Task A_wrong_token_opens_nothing_and_is_not_repeated(string token)
    {
        await using TestStore store = await TestStore.WithTokensAsync();
        using var browser = new Browser(store.Address);

        using HttpResponseMessage answer = await browser.SignInAsync(token);
        string page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain(browser.Cookies.GetAllCookies(), cookie => cookie.Name == "lad");
        Assert.Contains("not known", page, StringComparison.Ordinal);
        if (token.Length > 0) Assert.DoesNotContain(store.Told.Append(page), text => text.Contains(token, StringComparison.Ordinal));
        Assert.Contains(store.Told, line => line.Contains("refused to let someone in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_tokens_are_limited_and_keep_nobody_out_who_has_one()
    {
        await using TestStore store = await TestStore.WithTokensAsync();
        using var browser = new Browser(store.Address);
        for (int attempt = 0; attempt < 5; attempt++) (await browser.SignInAsync("wrong")).Dispose();

        using HttpResponseMessage refused = await browser.SignInAsync("wrong");
        using HttpResponseMessage entered = await browser.SignInAsync(TestStore.EditorToken);
        using var other = new Browser(store.Address);
        store.Clock.Advance(refused.Headers.RetryAfter!.Delta!.Value);
        using HttpResponseMessage wrong = await other.SignInAsync("wrong");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
    }

    [Fact]
    public async Task A_long_link_of_the_predecessor_finds_its_way_back_without_its_message()
    {
        await using TestStore store = await TestStore.WithTokensAsync();
        using var browser = new Browser(store.Address);

        using HttpResponseMessage page = await browser.GetAsync($"/?lad_id=0123-ab&is_anomaly=False&message={new string('m', 600)}");
        using HttpResponseMessage odd = await browser.GetAsync("/?message=(what)&is_anomaly=True&lad_id=%2F%0a");

        Assert.Equal("/sign-in?return=%2F%3Flad_id%3D0123-ab%26is_anomaly%3DFalse", page.Headers.Location!.OriginalString);
        Assert.Equal("/sign-in?return=%2F%3Flad_id%3D%252F%250A%26is_anomaly%3DTrue", odd.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_session_ends_a_second_after_its_token_was_taken_out_of_the_file()
    {
        await using TestStore store = await TestStore.WithTokensAsync();
        using var browser = new Browser(store.Address);
        (await browser.SignInAsync(TestStore.EditorToken)).Dispose();
        using HttpResponseMessage before = await browser.GetAsync("/nowhere");

        File.WriteAllText(store.TokenFile, $"rui reader {TestStore.ReaderToken}\n");
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        using HttpResponseMessage after = await browser.GetAsync("/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task A_session_lasts_twelve_hours_after_its_last_use()
    {
        await using TestStore store = await TestStore.WithTokensAsync();
        using var browser = new Browser(store.Address);
        (await browser.SignInAsync(TestStore.EditorToken)).Dispose();

        store.Clock.Advance(TimeSpan.FromHours(11));
        using HttpResponseMessage used = await browser.GetAsync("/nowhere");
        store.Clock.Advance(TimeSpan.FromHours(11));
        using HttpResponseMessage late = await browser.GetAsync("/nowhere");
        store.Clock.Advance(TimeSpan.FromHours(13));
        using HttpResponseMessage tooLate = await browser.GetAsync("/nowhere");

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Redirect], [used.StatusCode, late.StatusCode, tooLate.StatusCode]);
    }

    [Fact]
    public async Task Whoever_signs_out_has_no_session()
    {
        await using TestStore store = await TestStore.WithTokensAsync();
        using var browser = new Browser(store.Address);
        (await browser.SignInAsync(TestStore.EditorToken)).Dispose();

        using HttpResponseMessage forged = await browser.PostAsync("/sign-out", new FormUrlEncodedContent([]));
        using HttpResponseMessage still = await browser.GetAsync("/nowhere");

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, still.StatusCode);
    }

    [Fact]
    public async Task A_link_from_elsewhere_is_followed_with_the_session_that_browsers_hold_back()
    {
        await using TestStore store = await TestStore.WithTokensAsync();
        using var browser = new Browser(store.Address);

        using HttpResponseMessage stop = await browser.GetAsync("/sign-in?return=%2Fmodels", site: "cross-site");

        Assert.Equal("0; url=/sign-in?return=%2Fmodels", stop.Headers.GetValues("Refresh").Single());
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\r\nSet-Cookie: lad=1")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/sign-out")]
    [InlineData("/api/v1/feedback")]
    [InlineData("")]
    public async Task The_way_back_leads_nowhere_else(string path)
    {
        await using TestStore store = await TestStore.WithTokensAsync();
        using var browser = new Browser(store.Address);

        using HttpResponseMessage entered = await browser.SignInAsync(TestStore.EditorToken, path);

        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        Assert.Equal("/", entered.Headers.Location!.OriginalString);
        Assert.False(entered.Headers.Contains("lad"));
    }
}
