using Lad.Browser.Tests.Stores;
using Microsoft.Playwright;

namespace Lad.Browser.Tests.Pages;

/// <summary>What holds for each page, by day and by night, on a desk and on a phone.</summary>
[Collection(nameof(Chromium))]
public sealed class EveryPageTests(Chromium chromium)
{
    private static readonly string[] paths = ["/", "/?status=all&span=7d&order=score", "/live", "/models", "/status", "/audit"];

    [EachInBrowser]
    [InlineData(ColorScheme.Light, 1280, 900)]
    [InlineData(ColorScheme.Dark, 1280, 900)]
    [InlineData(ColorScheme.Light, 390, 844)]
    [InlineData(ColorScheme.Dark, 390, 844)]
    public async Task With_anomalies_each_loads_quietly_fits_and_is_accessible(ColorScheme scheme, int width, int height)
    {
        await using SeededStore store = await SeededStore.FullAsync();
        var group = (await store.Parts.Archive.GroupsAsync(new FactStore.Anomalies.GroupQuery { Status = FactStore.Anomalies.GroupStatus.All })).Items[^1];
        string[] all = [.. paths, $"/groups/{group.Key.Fingerprint:x16}?service={Uri.EscapeDataString(group.Key.Service)}&span=7d", "/models/shop", "/models/shop/map"];

        await LookAsync(store, all, scheme, width, height, "full");
    }

    [EachInBrowser]
    [InlineData(ColorScheme.Light, 1280, 900)]
    [InlineData(ColorScheme.Dark, 390, 844)]
    public async Task Without_anything_each_says_what_to_do_next(ColorScheme scheme, int width, int height)
    {
        await using SeededStore store = await SeededStore.EmptyAsync();

        await LookAsync(store, paths, scheme, width, height, "empty");
    }

    private async Task LookAsync(SeededStore store, IEnumerable<string> all, ColorScheme scheme, int width, int height, string kind)
    {
        await using Window window = await chromium.OpenAsync(store, new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = height } });
        var faults = new List<string>();
        foreach (string path in all)
        {
            await window.GoAsync(path);
            Assert.Equal(1, await window.Page.Locator("h1").CountAsync());
            faults.AddRange((await window.FindingsAsync()).Select(finding => $"{path}: {finding}"));
            int over = await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
            if (over > 0) faults.Add($"{path}: {over} pixels wider than the window");
            await window.PictureAsync($"{kind}-{scheme}-{width}-{path.Split('?')[0].Replace('/', '_')}{(path.Contains('?') ? "-q" : "")}");
            faults.AddRange(window.Faults.Select(fault => $"{path}: {fault}"));
            window.Faults.Clear();
        }

        Assert.Empty(faults);
    }
}
