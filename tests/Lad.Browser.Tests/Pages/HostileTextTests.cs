using Lad.Browser.Tests.Stores;
using Lad.FactStore.Anomalies;
using static Microsoft.Playwright.Assertions;

namespace Lad.Browser.Tests.Pages;

/// <summary>What a log says is shown, and does nothing.</summary>
[Collection(nameof(Chromium))]
public sealed class HostileTextTests(Chromium chromium)
{
    [InBrowser]
    public async Task Script_in_a_message_is_text_on_every_page()
    {
        await using SeededStore store = await SeededStore.FullAsync(groups: 3);
        AnomalyGroup hostile = (await store.Parts.Archive.GroupsAsync(new GroupQuery { Service = "gateway" })).Items[0];
        await using Window window = await chromium.OpenAsync(store);
        foreach (string path in (string[])["/", $"/groups/{hostile.Key.Fingerprint:x16}?service=gateway", "/live", "/models/shop/map?span=7d", "/audit"])
        {
            await window.GoAsync(path);
            Assert.False(await window.Page.EvaluateAsync<bool>("'ran' in window"), path);
            Assert.Equal(0, await window.Page.Locator("main script, main img").CountAsync());
            Assert.DoesNotContain(await window.Page.Locator("main").InnerTextAsync(), static unit => unit is '\u202E' or '\u001B' or '\0');
        }

        await window.GoAsync("/");
        await Expect(window.Page.Locator("[data-fp='" + hostile.Key.Fingerprint.ToString("x16", null) + "'] .open")).ToContainTextAsync("<script>window.ran=1;alert(1)</script>");
        await Expect(window.Page.Locator(".esc").First).ToHaveTextAsync("\\u202e");
        Assert.Empty(window.Faults);
    }

    [InBrowser]
    public async Task A_message_that_comes_while_one_looks_is_text_too()
    {
        await using SeededStore store = await SeededStore.FullAsync(groups: 1);
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/live");
        await Expect(window.Page.Locator("#live-state")).ToHaveTextAsync("live");
        store.Parts.Tail.Publish([SeedAnomalies.Of(3, DateTimeOffset.UtcNow).First(anomaly => anomaly.Service == "gateway") with { Message = SeedAnomalies.Hostile + new string('x', 9_000) }]);

        var row = window.Page.Locator("#tail li").First;
        await Expect(row).ToContainTextAsync("<script>window.ran=1;alert(1)</script>");
        await Expect(row.Locator(".esc").First).ToHaveTextAsync("\\u202e");
        await Expect(row.Locator(".rest")).ToContainTextAsync("more characters");
        Assert.False(await window.Page.EvaluateAsync<bool>("'ran' in window"));
        Assert.Empty(window.Faults);
    }
}
