using Lad.Browser.Tests.Stores;
using Lad.FactStore.Anomalies;
using Lad.Pipeline.Feedback;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lad.Browser.Tests.Pages;

/// <summary>The work of an operator without a mouse.</summary>
[Collection(nameof(Chromium))]
public sealed class KeyboardTests(Chromium chromium)
{
    [InBrowser]
    public async Task A_false_positive_is_marked_with_f_and_taken_back_with_u()
    {
        await using SeededStore store = await SeededStore.FullAsync();
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/");
        await window.PressAsync("j");
        await window.PressAsync("j");
        ILocator row = window.Page.Locator(".g").Nth(1);
        ulong fingerprint = Convert.ToUInt64(await row.GetAttributeAsync("data-fp"), 16);

        await window.PressAsync("f");

        await Expect(row).ToHaveAttributeAsync("data-state", "false-positive");
        await Expect(row.Locator(".state")).ToHaveTextAsync("False positive");
        await Expect(window.Page.Locator("#toast")).ToContainTextAsync("In force in all scorers within a second");
        FeedbackStatement statement = Assert.Single(await store.Parts.Ledger.HistoryAsync(fingerprint));
        Assert.Equal((FeedbackKind.FalsePositive, "mira"), (statement.Kind, statement.Author));
        Assert.NotEmpty(statement.Message);
        Assert.NotEmpty(statement.EventId);

        await window.PressAsync("u");

        await Expect(row).ToHaveAttributeAsync("data-state", "");
        Assert.True((await store.Parts.Ledger.StateAsync(fingerprint))!.IsEmpty);
        Assert.Empty(window.Faults);
    }

    [InBrowser]
    public async Task A_true_positive_is_marked_with_t_and_a_snooze_chosen_with_s()
    {
        await using SeededStore store = await SeededStore.FullAsync();
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/");
        await window.PressAsync("j");
        await window.PressAsync("t");
        await Expect(window.Page.Locator(".g").First).ToHaveAttributeAsync("data-state", "true-positive");

        await window.PressAsync("j");
        await window.PressAsync("s");
        await Expect(window.Page.Locator(".menu button").First).ToBeFocusedAsync();
        await window.PressAsync("ArrowDown");
        await window.PressAsync("Enter");

        ILocator second = window.Page.Locator(".g").Nth(1);
        await Expect(second).ToHaveAttributeAsync("data-state", "snooze");
        ulong fingerprint = Convert.ToUInt64(await second.GetAttributeAsync("data-fp"), 16);
        FeedbackStatement snooze = (await store.Parts.Ledger.StateAsync(fingerprint))!.Snooze!;
        Assert.InRange((snooze.Until!.Value - snooze.At).TotalMinutes, 479, 481);
        Assert.Empty(window.Faults);
    }

    [InBrowser]
    public async Task A_row_is_opened_with_enter_and_the_first_stop_is_the_way_to_the_content()
    {
        await using SeededStore store = await SeededStore.FullAsync();
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/");
        await window.PressAsync("Tab");
        await Expect(window.Page.Locator(".skip")).ToBeFocusedAsync();
        await window.PressAsync("j");
        await window.PressAsync("Enter");
        await Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/groups/[0-9a-f]{16}"));
        await window.ReadyAsync();
        await window.PressAsync("g");
        await window.PressAsync("m");
        await Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/models$"));
        Assert.Empty(window.Faults);
    }

    [InBrowser]
    public async Task On_the_page_of_a_group_the_same_keys_speak_of_it()
    {
        await using SeededStore store = await SeededStore.FullAsync(groups: 2);
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/");
        await window.PressAsync("j");
        await window.PressAsync("Enter");
        await Expect(window.Page.Locator("textarea[name=reason]")).ToBeVisibleAsync();
        await window.ReadyAsync();
        ulong fingerprint = Convert.ToUInt64(new Uri(window.Page.Url).Segments[^1], 16);
        await window.PressAsync("f");
        await Expect(window.Page.Locator(".notice")).ToContainTextAsync("Marked as false positive");
        await Expect(window.Page.Locator(".history")).ToContainTextAsync("in force");
        await window.ReadyAsync();
        await window.PressAsync("u");
        await Expect(window.Page.Locator(".notice")).ToContainTextAsync("Undone");
        Assert.True((await store.Parts.Ledger.StateAsync(fingerprint))!.IsEmpty);
        await window.ReadyAsync();
        await window.PressAsync("s");
        await Expect(window.Page.Locator("#snooze button").First).ToBeFocusedAsync();
        Assert.Empty(window.Faults);
    }

    [InBrowser]
    public async Task What_is_searched_for_is_found_and_stays_out_of_the_address()
    {
        await using SeededStore store = await SeededStore.FullAsync();
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/?span=7d");
        await window.PressAsync("/");
        await window.Page.Keyboard.TypeAsync("certificate");
        await window.PressAsync("Enter");

        await Expect(window.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^Search"));
        Assert.Equal(new Uri(store.Address, "/search").ToString(), window.Page.Url);
        IReadOnlyList<string> found = await window.Page.Locator(".g .open").AllInnerTextsAsync();
        Assert.Equal(2, found.Count);
        Assert.All(found, static template => Assert.Contains("certificate for", template, StringComparison.Ordinal));
        Assert.Empty(window.Faults);
    }

    [InBrowser]
    public async Task The_keys_are_told_with_a_question_mark()
    {
        await using SeededStore store = await SeededStore.FullAsync(groups: 1);
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/");
        await window.PressAsync("?");
        await Expect(window.Page.Locator("#help")).ToBeVisibleAsync();
        await window.PressAsync("f");
        Assert.Empty((await store.Parts.Archive.GroupsAsync(new GroupQuery { Status = GroupStatus.Silenced })).Items);
        await window.PressAsync("Escape");
        await Expect(window.Page.Locator("#help")).ToBeHiddenAsync();
        Assert.Empty(window.Faults);
    }

    [InBrowser]
    public async Task An_older_version_is_put_in_force_by_keyboard_alone()
    {
        await using SeededStore store = await SeededStore.FullAsync(groups: 1);
        await using Window window = await chromium.OpenAsync(store);
        string older = (await store.Parts.Models!.ListAsync("shop"))[1].Version;
        await window.GoAsync($"/models/shop?version={older}");
        await window.Page.Locator("input[name=sure]").FocusAsync();
        await window.PressAsync("Space");
        await window.PressAsync("Tab");
        await window.PressAsync("Enter");

        await Expect(window.Page.Locator(".notice")).ToContainTextAsync($"Version {older} is in force");
        Assert.Equal(older, (await store.Parts.Models.ReadAsync("shop", null)).Metadata.Version);
        await window.GoAsync("/audit");
        await Expect(window.Page.Locator("tbody")).ToContainTextAsync("model.rollback");
        Assert.Empty(window.Faults);
    }

    [InBrowser]
    public async Task On_the_map_arrows_move_from_unit_to_unit_and_enter_opens_an_anomaly()
    {
        await using SeededStore store = await SeededStore.FullAsync();
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/models/shop/map");
        await window.Page.Locator("#map").FocusAsync();
        await window.PressAsync("ArrowLeft");
        await Expect(window.Page.Locator("#unit-says")).ToContainTextAsync("Row 8, column 7");
        await window.PressAsync("Tab");
        await Expect(window.Page.Locator("#unit-says")).ToContainTextAsync("the latest:");
        await window.PressAsync("Enter");
        await Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/groups/[0-9a-f]{16}"));
        Assert.Empty(window.Faults);
    }
}
