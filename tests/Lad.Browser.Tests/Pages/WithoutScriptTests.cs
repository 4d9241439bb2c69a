using Lad.Browser.Tests.Stores;
using Lad.Pipeline.Feedback;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lad.Browser.Tests.Pages;

/// <summary>Pages where scripts are switched off: all that can be done can be done.</summary>
[Collection(nameof(Chromium))]
public sealed class WithoutScriptTests(Chromium chromium)
{
    private static readonly BrowserNewContextOptions withoutScript = new() { JavaScriptEnabled = false };

    [InBrowser]
    public async Task A_group_is_marked_and_the_mark_taken_back()
    {
        await using SeededStore store = await SeededStore.FullAsync();
        await using Window window = await chromium.OpenAsync(store, new(withoutScript));
        await window.GoAsync("/?level=error&span=7d");
        ILocator row = window.Page.Locator(".g").First;
        ulong fingerprint = Convert.ToUInt64(await row.GetAttributeAsync("data-fp"), 16);

        await row.GetByText("False positive").ClickAsync();

        await Expect(window.Page.Locator(".notice")).ToContainTextAsync("Marked as false positive");
        Assert.StartsWith("/?level=error&span=7d&said=", new Uri(window.Page.Url).PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(FeedbackKind.FalsePositive, (await store.Parts.Ledger.StateAsync(fingerprint))!.Judgement!.Kind);

        await window.Page.Locator(".notice button").ClickAsync();

        await Expect(window.Page.Locator(".notice")).ToContainTextAsync("Undone");
        Assert.True((await store.Parts.Ledger.StateAsync(fingerprint))!.IsEmpty);
        Assert.Empty(window.Faults);
    }

    [InBrowser]
    public async Task A_group_is_given_a_reason_a_snooze_and_a_schedule()
    {
        await using SeededStore store = await SeededStore.FullAsync(groups: 2);
        await using Window window = await chromium.OpenAsync(store, new(withoutScript));
        await window.GoAsync("/");
        await window.Page.Locator(".g .open").First.ClickAsync();
        ulong fingerprint = Convert.ToUInt64(new Uri(window.Page.Url).Segments[^1], 16);

        await window.Page.Locator("textarea[name=reason]").FillAsync("the acquirer <i>announced</i> it");
        await window.Page.Locator("main form button.primary").ClickAsync();
        await window.Page.Locator("#snooze summary").ClickAsync();
        await window.Page.Locator("#snooze").GetByText("Snooze until then").ClickAsync();
        await window.Page.Locator("#schedule summary").ClickAsync();
        await window.Page.Locator("#schedule input[value=sat]").UncheckAsync();
        await window.Page.Locator("#schedule").GetByText("Keep quiet").ClickAsync();

        FeedbackState state = (await store.Parts.Ledger.StateAsync(fingerprint))!;
        Assert.Equal("the acquirer <i>announced</i> it", state.Judgement!.Reason);
        Assert.NotNull(state.Snooze!.Until);
        Assert.EndsWith("02:00-04:30 UTC", state.Schedule!.Schedule!.ToString(), StringComparison.Ordinal);
        await Expect(window.Page.Locator(".history")).ToContainTextAsync("<i>announced</i>");
        Assert.Empty(window.Faults);
    }

    [InBrowser]
    public async Task What_makes_no_sense_is_refused_with_a_sentence()
    {
        await using SeededStore store = await SeededStore.FullAsync(groups: 1);
        await using Window window = await chromium.OpenAsync(store, new(withoutScript));
        await window.GoAsync("/");
        await window.Page.Locator(".g .open").First.ClickAsync();
        await window.Page.Locator("#schedule summary").ClickAsync();
        await window.Page.Locator("#schedule input[name=zone]").FillAsync("Mars/Olympus");
        await window.Page.Locator("#schedule").GetByText("Keep quiet").ClickAsync();

        await Expect(window.Page.Locator("main")).ToContainTextAsync("Mars/Olympus");
        await Expect(window.Page.Locator("main a.button")).ToBeVisibleAsync();
    }

    [InBrowser]
    public async Task The_tail_shows_the_latest_and_a_way_to_ask_again()
    {
        await using SeededStore store = await SeededStore.FullAsync(groups: 3);
        await using Window window = await chromium.OpenAsync(store, new(withoutScript));
        await window.GoAsync("/live");
        Assert.Equal(18, await window.Page.Locator("#tail li").CountAsync());
        await Expect(window.Page.GetByText("Load again")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("#live-pause")).ToBeHiddenAsync();
    }
}
