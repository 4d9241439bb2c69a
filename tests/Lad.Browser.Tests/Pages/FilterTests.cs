using Lad.Browser.Tests.Stores;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lad.Browser.Tests.Pages;

/// <summary>Filters of the groups.</summary>
[Collection(nameof(Chromium))]
public sealed class FilterTests(Chromium chromium)
{
    [InBrowser]
    public async Task Arrows_in_a_filter_choose_and_the_button_shows()
    {
        await using SeededStore store = await SeededStore.FullAsync();
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/");
        ILocator level = window.Page.Locator("select[name=level]");
        await level.FocusAsync();

        // As arrows do in a browser whose closed lists change with each of them.
        foreach (string choice in (string[])["debug", "info", "warn"]) await level.SelectOptionAsync(choice);
        await Expect(level).ToBeFocusedAsync();
        await window.Page.Locator("select[name=order]").FocusAsync();
        Assert.Equal("/", new Uri(window.Page.Url).PathAndQuery);
        await window.PressAsync("Tab");
        await window.PressAsync("Enter");

        await Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/\?.*level=warn"));
        await Expect(window.Page.Locator("select[name=level]")).ToHaveValueAsync("warn");
        Assert.Empty(window.Faults);
    }
}
