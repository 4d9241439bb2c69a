using Lad.Browser.Tests.Stores;
using static Microsoft.Playwright.Assertions;

namespace Lad.Browser.Tests.Pages;

/// <summary>Who signs in sees what they may do.</summary>
[Collection(nameof(Chromium))]
public sealed class SigningInTests(Chromium chromium)
{
    [InBrowser]
    public async Task An_editor_signs_in_by_keyboard_and_comes_to_where_they_wanted()
    {
        await using SeededStore store = await SeededStore.FullAsync(withTokens: true, groups: 2);
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/models");
        Assert.Empty(await window.FindingsAsync());
        await window.PictureAsync("sign-in");
        await window.Page.Locator("input[name=token]").FocusAsync();
        await window.Page.Keyboard.TypeAsync(SeededStore.EditorToken);
        await window.PressAsync("Enter");

        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Models");
        await Expect(window.Page.Locator(".who .name")).ToHaveTextAsync("maria");
        Assert.DoesNotContain(SeededStore.EditorToken, window.Page.Url, StringComparison.Ordinal);
        await window.GoAsync("/");
        await window.PressAsync("j");
        await window.PressAsync("f");
        await Expect(window.Page.Locator(".g").First).ToHaveAttributeAsync("data-state", "false-positive");
        Assert.Empty(window.Faults);
    }

    [InBrowser]
    public async Task A_reader_sees_all_and_no_way_to_change_anything()
    {
        await using SeededStore store = await SeededStore.FullAsync(withTokens: true, groups: 2);
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/");
        await window.Page.Locator("input[name=token]").FillAsync(SeededStore.ReaderToken);
        await window.PressAsync("Enter");
        await Expect(window.Page.Locator(".g")).ToHaveCountAsync(2);
        await window.ReadyAsync();
        await window.PressAsync("j");
        await window.PressAsync("f");
        string group = (await window.Page.Locator(".g .open").First.GetAttributeAsync("href"))!;
        string older = (await store.Parts.Models!.ListAsync("shop"))[1].Version;
        foreach (string path in (string[])["/", group, $"/models/shop?version={older}"])
        {
            await window.GoAsync(path);
            Assert.Equal(0, await window.Page.Locator("main form[method=post]:not([role=search]), main button[name=mark]").CountAsync());
        }

        Assert.Equal(3, (await store.Parts.Audit.ListAsync(null, 10)).Items.Count);
        Assert.Empty(window.Faults);
    }
}
