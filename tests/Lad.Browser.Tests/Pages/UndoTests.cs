using Lad.Browser.Tests.Stores;
using Lad.Pipeline.Feedback;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lad.Browser.Tests.Pages;

/// <summary>Nothing is said twice, and what is taken back is what was said last, however fast the keys come and whatever the store answers.</summary>
[Collection(nameof(Chromium))]
public sealed class UndoTests(Chromium chromium)
{
    private const string Marks = "**/feedback";

    [InBrowser]
    public async Task What_could_not_be_taken_back_is_taken_back_by_the_next_try()
    {
        await using SeededStore store = await SeededStore.FullAsync();
        await using Window window = await chromium.OpenAsync(store);
        (ILocator first, ILocator second) = await TwoMarkedAsync(window);

        await window.Page.RouteAsync(Marks, static route => route.AbortAsync());
        await window.PressAsync("u");
        await Expect(window.Page.Locator("#toast")).ToContainTextAsync("the store cannot be reached");
        await window.Page.UnrouteAsync(Marks);
        await window.PressAsync("u");

        await Expect(second).ToHaveAttributeAsync("data-state", "");
        await Expect(first).ToHaveAttributeAsync("data-state", "false-positive");
    }

    [InBrowser]
    public async Task An_undo_waits_for_the_answer_to_what_it_undoes()
    {
        await using SeededStore store = await SeededStore.FullAsync();
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/");
        ILocator first = window.Page.Locator(".g").First, second = window.Page.Locator(".g").Nth(1);
        await window.PressAsync("j");
        await window.PressAsync("f");
        await Expect(first).ToHaveAttributeAsync("data-state", "false-positive");
        var answered = new TaskCompletionSource();
        await window.Page.RouteAsync(Marks, async route => { await answered.Task; await route.ContinueAsync(); });

        await window.PressAsync("j");
        await window.PressAsync("f");
        await window.PressAsync("u");
        answered.SetResult();

        await Expect(window.Page.Locator("#toast")).ToContainTextAsync("Undone");
        await Expect(first).ToHaveAttributeAsync("data-state", "false-positive");
        await Expect(second).ToHaveAttributeAsync("data-state", "");
        Assert.Equal([FeedbackKind.FalsePositive, FeedbackKind.Retraction], await KindsAsync(store, second));
        Assert.Empty(window.Faults);
    }

    [InBrowser]
    public async Task What_a_row_took_back_itself_is_not_taken_back_again()
    {
        await using SeededStore store = await SeededStore.FullAsync();
        await using Window window = await chromium.OpenAsync(store);
        (ILocator first, ILocator second) = await TwoMarkedAsync(window);

        await second.Locator("[data-undo]").ClickAsync();
        await Expect(second).ToHaveAttributeAsync("data-state", "");
        await window.PressAsync("u");

        await Expect(first).ToHaveAttributeAsync("data-state", "");
        Assert.Empty(window.Faults);
    }

    [InBrowser]
    public async Task A_key_held_down_says_a_thing_once_and_a_row_that_waits_takes_no_more()
    {
        await using SeededStore store = await SeededStore.FullAsync();
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/");
        ILocator row = window.Page.Locator(".g").First;
        int sent = 0;
        var answered = new TaskCompletionSource();
        await window.Page.RouteAsync(Marks, async route => { Interlocked.Increment(ref sent); await answered.Task; await route.ContinueAsync(); });
        await window.PressAsync("j");

        await window.PressAsync("t");
        await window.PressAsync("t");
        answered.SetResult();
        await Expect(row).ToHaveAttributeAsync("data-state", "true-positive");
        await Expect(row).Not.ToHaveAttributeAsync("aria-busy", "true");
        await window.Page.Keyboard.DownAsync("f");
        await Expect(row).ToHaveAttributeAsync("data-state", "false-positive");
        await Expect(row).Not.ToHaveAttributeAsync("aria-busy", "true");
        for (int i = 0; i < 5; i++) await window.Page.Keyboard.DownAsync("f");
        await window.Page.Keyboard.UpAsync("f");
        await window.PressAsync("u");

        await Expect(row).ToHaveAttributeAsync("data-state", "true-positive");
        Assert.Equal([FeedbackKind.TruePositive, FeedbackKind.FalsePositive, FeedbackKind.Retraction], await KindsAsync(store, row));
        Assert.Equal(3, Volatile.Read(ref sent));
        Assert.Empty(window.Faults);
    }

    [InBrowser]
    public async Task The_same_judgement_said_again_is_the_one_in_force_unless_it_gives_a_reason()
    {
        await using SeededStore store = await SeededStore.FullAsync();
        await using Window window = await chromium.OpenAsync(store);
        await window.GoAsync("/");
        ILocator row = window.Page.Locator(".g").First;

        int[] numbers = await window.Page.EvaluateAsync<int[]>("""
            async () => {
                const say = async reason => {
                    const body = new URLSearchParams(new FormData(document.getElementById("mark")));
                    body.set("mark", document.querySelector('.g button[value^="true-positive "]').value);
                    body.set("reason", reason);
                    return (await (await fetch("/feedback", { method: "POST", body, headers: { Accept: "application/json" } })).json()).sequence;
                };
                return [...await Promise.all(Array.from({ length: 6 }, () => say(""))), await say("it was an outage"), await say(" ")];
            }
            """);

        Assert.Single(numbers.Take(6).Distinct());
        Assert.Equal([numbers[0] + 1, numbers[0] + 1], numbers[6..]);
        Assert.Equal([FeedbackKind.TruePositive, FeedbackKind.TruePositive], await KindsAsync(store, row));
        Assert.Empty(window.Faults);
    }

    private static async Task<(ILocator First, ILocator Second)> TwoMarkedAsync(Window window)
    {
        await window.GoAsync("/");
        ILocator first = window.Page.Locator(".g").First, second = window.Page.Locator(".g").Nth(1);
        foreach (ILocator row in (ILocator[])[first, second])
        {
            await window.PressAsync("j");
            await window.PressAsync("f");
            await Expect(row).ToHaveAttributeAsync("data-state", "false-positive");
            await Expect(row).Not.ToHaveAttributeAsync("aria-busy", "true");
        }

        return (first, second);
    }

    private static async Task<FeedbackKind[]> KindsAsync(SeededStore store, ILocator row)
    {
        IReadOnlyList<FeedbackStatement> history = await store.Parts.Ledger.HistoryAsync(Convert.ToUInt64(await row.GetAttributeAsync("data-fp"), 16));
        return [.. history.Select(static statement => statement.Kind)];
    }
}
