using Lad.Browser.Tests.Stores;
using Lad.FactStore.Anomalies;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lad.Browser.Tests.Pages;

/// <summary>Anomalies as they come.</summary>
[Collection(nameof(Chromium))]
public sealed class LiveTailTests(Chromium chromium)
{
    [InBrowser]
    public async Task What_comes_in_is_at_the_top_unless_the_tail_is_paused()
    {
        await using SeededStore store = await SeededStore.EmptyAsync();
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/live");
        await Expect(window.Page.Locator("#live-state")).ToHaveTextAsync("live");
        ILocator rows = window.Page.Locator("#tail li");

        store.Parts.Tail.Publish([Anomaly(1, "error")]);
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(window.Page.Locator(".empty")).ToHaveCountAsync(0);

        await window.Page.Locator("h1").ClickAsync();
        await window.PressAsync("Space");
        await Expect(window.Page.Locator("#live-state")).ToHaveTextAsync("paused");
        store.Parts.Tail.Publish([Anomaly(2, "info"), Anomaly(3, "error")]);
        await Expect(window.Page.Locator("#live-pause")).ToHaveTextAsync("Go on (2 new)");
        await Expect(rows).ToHaveCountAsync(1);

        await window.PressAsync("Space");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.First).ToContainTextAsync("number 3");
        await window.Page.Locator("#live-level").SelectOptionAsync("error");
        await Expect(rows.Nth(1)).ToBeHiddenAsync();
        await Expect(rows.First).ToBeVisibleAsync();
        Assert.Empty(window.Faults);
    }

    [InBrowser]
    public async Task Rows_are_bounded()
    {
        await using SeededStore store = await SeededStore.EmptyAsync();
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/live");
        await Expect(window.Page.Locator("#live-state")).ToHaveTextAsync("live");
        for (int i = 0; i < 250; i += 50) store.Parts.Tail.Publish([.. Enumerable.Range(i, 50).Select(number => Anomaly(number, "warn"))]);
        await Expect(window.Page.Locator("#tail li").First).ToContainTextAsync("number 249");
        await Expect(window.Page.Locator("#tail li")).ToHaveCountAsync(200);
    }

    [InBrowser]
    public async Task A_stream_that_ends_is_asked_for_again_without_a_word_and_one_that_stays_away_is_said_to_be_lost()
    {
        await using SeededStore store = await SeededStore.EmptyAsync();
        await using Window window = await chromium.OpenAsync(store);
        ILocator state = window.Page.Locator("#live-state");
        int streams = 0;
        bool away = false;
        await window.Page.RouteAsync("**/api/v1/anomalies/live", async route =>
        {
            Interlocked.Increment(ref streams);
            if (Volatile.Read(ref away)) await route.AbortAsync();
            else await route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/event-stream", Body = "retry: 20\n: open\n\n" });
        });
        await window.Page.Clock.InstallAsync();
        await window.GoAsync("/live");
        await Expect(state).ToHaveTextAsync("live");
        await window.Page.EvaluateAsync("() => { window.told = []; new MutationObserver(() => told.push(document.getElementById('live-state').textContent)).observe(document.getElementById('live-state'), { childList: true }); }");
        await UntilAsync(() => Volatile.Read(ref streams) > 5);
        Assert.Empty(await window.Page.EvaluateAsync<string[]>("() => told"));

        Volatile.Write(ref away, true);
        int before = Volatile.Read(ref streams);
        await UntilAsync(() => Volatile.Read(ref streams) > before + 1);
        await window.Page.Clock.FastForwardAsync(20_000);
        await Expect(state).ToHaveTextAsync("connection lost, trying again");
        await window.Page.Locator("#live-pause").ClickAsync();
        await window.Page.Locator("#live-pause").ClickAsync();
        await Expect(state).ToHaveTextAsync("connection lost, trying again");

        Volatile.Write(ref away, false);
        await Expect(state).ToHaveTextAsync("live again");

        async Task UntilAsync(Func<bool> isSo)
        {
            while (!isSo()) await window.Page.EvaluateAsync("() => document.title");
        }
    }

    private static AnomalyRecord Anomaly(int number, string level) => SeedAnomalies.Of(1, DateTimeOffset.UtcNow).First() with { EventId = number.ToString("x32", null), Message = $"number {number}", Level = level };
}
