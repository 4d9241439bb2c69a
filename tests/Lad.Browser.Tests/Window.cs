using System.Text.Json;
using Microsoft.Playwright;

namespace Lad.Browser.Tests;

/// <summary>A window of the browser that notes what must not happen: errors in the console, scripts that fail, requests to elsewhere, dialogs.</summary>
internal sealed class Window : IAsyncDisposable
{
    private static readonly Lazy<string> axe = new(() => File.ReadAllText(Installed.Axe));
    private readonly IBrowserContext context;

    public Window(IBrowserContext context, IPage page, Uri store)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) => { if (message.Type is "error" or "warning") Faults.Add($"console: {message.Text} at {message.Location}"); };
        page.PageError += (_, error) => Faults.Add($"script: {error}");
        page.Request += (_, request) => { if (!request.Url.StartsWith(store.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Faults.Add($"outside: {request.Url}"); };
        page.Response += (_, response) => { if (response.Status >= 400) Faults.Add($"{response.Status}: {response.Url}"); };
        page.Dialog += async (_, dialog) => { Faults.Add($"dialog: {dialog.Message}"); await dialog.DismissAsync(); };
    }

    public IPage Page { get; }

    /// <summary>What must not have happened.</summary>
    public List<string> Faults { get; } = [];

    public Task GoAsync(string path) => Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });

    /// <summary>Waits until the scripts of a page that was come to have run: a key that is pressed before is nobody's.</summary>
    public Task ReadyAsync() => Page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);

    public Task PressAsync(string key) => Page.Keyboard.PressAsync(key);

    /// <summary>The serious and critical findings of axe-core on the page as it is.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync()
    {
        await Page.EvaluateAsync(axe.Value);
        JsonElement? answer = await Page.EvaluateAsync("""
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
                .filter(finding => finding.impact === "serious" || finding.impact === "critical")
                .map(finding => finding.id + ": " + finding.nodes.slice(0, 3).map(node => node.html.slice(0, 160) + " — " + (node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? "")).join(" | "))
            """);
        return [.. answer!.Value.EnumerateArray().Select(static finding => finding.GetString()!)];
    }

    /// <summary>Keeps a picture where <c>LAD_TEST_SCREENSHOTS</c> says; otherwise none is taken.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("LAD_TEST_SCREENSHOTS") is not { Length: > 0 } directory) return;
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(directory, name + ".png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
