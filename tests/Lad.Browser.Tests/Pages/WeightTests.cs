using Lad.Browser.Tests.Stores;
using Microsoft.Playwright;

namespace Lad.Browser.Tests.Pages;

/// <summary>What a page costs a phone on a poor line.</summary>
[Collection(nameof(Chromium))]
public sealed class WeightTests(Chromium chromium)
{
    private const int MaxBytes = 100_000;

    [InBrowser]
    public async Task Fifty_groups_with_style_and_scripts_are_below_a_hundred_kilobytes()
    {
        await using SeededStore store = await SeededStore.FullAsync(groups: 60);
        await using Window window = await chromium.OpenAsync(store);
        var responses = new List<IResponse>();
        window.Page.Response += (_, response) => responses.Add(response);
        await window.Page.GotoAsync("/?span=7d", new PageGotoOptions { WaitUntil = WaitUntilState.Load });

        Assert.Equal(50, await window.Page.Locator(".g").CountAsync());
        int sum = 0;
        foreach (IResponse response in responses.ToArray()) sum += (await response.Request.SizesAsync()).ResponseBodySize;
        Assert.True(sum is > MaxBytes / 10 and < MaxBytes, $"{sum} bytes");
    }
}
