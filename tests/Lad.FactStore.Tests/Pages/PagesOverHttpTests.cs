using System.Net;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Tests.Hosting;
using Lad.FactStore.Tests.Safety;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Tests.Pages;

public sealed class PagesOverHttpTests
{
    private const ulong Fingerprint = 0x9f2c1a04d3b2a190;

    [Theory]
    [InlineData("/")]
    [InlineData("/live")]
    [InlineData("/models")]
    [InlineData("/status")]
    [InlineData("/audit")]
    public async Task An_empty_store_has_every_page(string path)
    {
        await using TestStore store = await TestStore.StartAsync();

        using HttpResponseMessage answer = await store.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        string html = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/groups/9f2c1a04d3b2a190")]
    [InlineData("/groups/..%2f..%2fetc")]
    [InlineData("/groups/' OR 1=1 --")]
    [InlineData("/models/nothing")]
    [InlineData("/models/nothing/map")]
    public async Task What_is_not_there_is_said(string path)
    {
        await using TestStore store = await TestStore.StartAsync();

        using HttpResponseMessage answer = await store.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("%00%1b")]
    [InlineData("MSAyIA")]
    public async Task A_page_of_the_trail_that_follows_no_page_is_refused(string after)
    {
        await using TestStore store = await TestStore.StartAsync();

        using HttpResponseMessage answer = await store.Client.GetAsync($"/audit?after={after}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_message_of_a_megabyte_makes_a_small_page_and_its_script_is_text()
    {
        await using TestStore store = await TestStore.StartAsync();
        await store.Parts.Archive.AddAsync([Anomaly(store) with { Message = "<script>alert(1)</script>" + new string('\u202E', 1 << 20), Template = "<script>alert(1)</script>" + new string('t', 1 << 20) }]);

        foreach (string path in (string[])["/", "/live", $"/groups/{Fingerprint:x16}?service=shop"])
        {
            string html = await store.Client.GetStringAsync(path);
            Assert.True(html.Length < 60_000, $"{path}: {html.Length} characters");
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
            Assert.DoesNotContain("\u202E", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_statement_redirects_to_where_it_was_made_and_says_what_happens()
    {
        await using TestStore store = await TestStore.StartAsync();
        await store.Parts.Archive.AddAsync([Anomaly(store)]);
        using var browser = new Browser(store.Address);

        using HttpResponseMessage answer = await browser.SubmitAsync("/", "/feedback", ("mark", $"snooze-8h {Fingerprint:x16} shop"), ("back", "/?level=warn&said=0.0"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal($"/?level=warn&said={Fingerprint:x16}.1", answer.Headers.Location?.OriginalString);
        FeedbackStatement snooze = (await store.Parts.Ledger.StateAsync(Fingerprint))!.Snooze!;
        Assert.Equal(store.Clock.GetUtcNow().AddHours(8), snooze.Until);
        Assert.Equal(("order 7 lost", "shop", "shop/v1"), (snooze.Message, snooze.Service, snooze.Model));
        using HttpResponseMessage next = await browser.GetAsync(answer.Headers.Location!.OriginalString);
        Assert.Contains("Snoozed until", await next.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task Nobody_is_sent_elsewhere(string back)
    {
        await using TestStore store = await TestStore.StartAsync();
        await store.Parts.Archive.AddAsync([Anomaly(store)]);
        using var browser = new Browser(store.Address);

        using HttpResponseMessage answer = await browser.SubmitAsync("/", "/feedback", ("mark", $"false-positive {Fingerprint:x16} shop"), ("back", back));

        Assert.Equal($"/?said={Fingerprint:x16}.1", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense 9f2c1a04d3b2a190 shop")]
    [InlineData("false-positive zzzz shop")]
    [InlineData("snooze-9y 9f2c1a04d3b2a190 shop")]
    [InlineData("snooze 9f2c1a04d3b2a190 shop")]
    [InlineData("schedule 9f2c1a04d3b2a190 shop")]
    [InlineData("retraction-x 9f2c1a04d3b2a190 shop")]
    public async Task What_makes_no_sense_is_refused_and_nothing_is_said(string mark)
    {
        await using TestStore store = await TestStore.StartAsync();
        await store.Parts.Archive.AddAsync([Anomaly(store)]);
        using var browser = new Browser(store.Address);

        using HttpResponseMessage answer = await browser.SubmitAsync("/", "/feedback", ("mark", mark));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty(await store.Parts.Ledger.HistoryAsync(Fingerprint));
    }

    [Fact]
    public async Task Styles_and_scripts_are_kept_for_ever_under_the_name_of_their_content()
    {
        await using TestStore store = await TestStore.StartAsync();
        string html = await store.Client.GetStringAsync("/");
        string path = html[html.IndexOf("/assets/lad.css?v=", StringComparison.Ordinal)..];
        path = path[..path.IndexOf('"', StringComparison.Ordinal)];

        using HttpResponseMessage named = await store.Client.GetAsync(path), unnamed = await store.Client.GetAsync("/assets/lad.css?v=old"), missing = await store.Client.GetAsync("/assets/..%2fappsettings.json");

        Assert.Contains("immutable", named.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("text/css", named.Content.Headers.ContentType!.MediaType);
        Assert.True(unnamed.Headers.CacheControl!.NoCache);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private static AnomalyRecord Anomaly(TestStore store) => new()
    {
        EventId = new string('1', 32),
        At = store.Clock.GetUtcNow().AddMinutes(-1),
        Fingerprint = Fingerprint,
        Service = "shop",
        Level = "warn",
        Message = "order 7 lost",
        Template = "order <*> lost",
        Score = .999,
        Threshold = .995,
        Model = "shop/v1",
    };
}
