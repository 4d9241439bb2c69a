using System.Globalization;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Lad.Browser.Tests.Scorers;

/// <summary>From a click in the browser to scorers in processes of their own: page, store, database, topic, scorers, verdicts.</summary>
[Collection(nameof(Chromium))]
public sealed class ObedienceTests(Chromium chromium, ITestOutputHelper output)
{
    // So often for a measurement; the suite only wants to know that it works.
    private static readonly int Clicks = Environment.GetEnvironmentVariable("LAD_TEST_LONG") == "1" ? 20 : 2;

    [InBrowser]
    public async Task What_is_clicked_away_alerts_no_more_in_any_of_three_scorers_and_alerts_again_when_that_is_undone()
    {
        await using RunningSystem system = await RunningSystem.StartAsync(scorers: 3, templates: Clicks);
        await using Window window = await chromium.OpenAsync(system.Store);
        for (int template = 0; template < Clicks; template++)
        {
            await system.UntilAllSayAsync(template, suppressed: "", after: 0);
            await window.GoAsync("/");
            ILocator row = window.Page.Locator($"li.g[data-fp='{system.FingerprintOf(template)}']");

            long clicked = TimeProvider.System.GetTimestamp();
            await row.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "False positive" }).ClickAsync();
            TimeSpan taken = TimeProvider.System.GetElapsedTime(clicked, await system.UntilAllSayAsync(template, "false-positive", clicked));

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"from click to suppression in all scorers: {taken.TotalMilliseconds:F0} ms"));
            await Expect(row).ToHaveAttributeAsync("data-state", "false-positive");
        }

        long undone = TimeProvider.System.GetTimestamp();
        await window.PressAsync("u");
        await system.UntilAllSayAsync(Clicks - 1, suppressed: "", undone);

        Assert.Empty(window.Faults);
    }
}
