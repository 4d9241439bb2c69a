using Lad.Browser.Tests.Stores;
using Microsoft.Playwright;

namespace Lad.Browser.Tests;

/// <summary>One browser for all tests; each opens windows of its own in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        if (Installed.WhyNot is not null) return;
        // What is waited for comes at once on a quiet machine; a busy one is no failure.
        Assertions.SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Installed.Chromium, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
    }

    /// <summary>Opens a window on a store.</summary>
    internal Task<Window> OpenAsync(SeededStore store, BrowserNewContextOptions? options = null) => OpenAsync(store.Address, options);

    /// <summary>Opens a window on the store at an address.</summary>
    internal async Task<Window> OpenAsync(Uri store, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = store.ToString();
        options.TimezoneId ??= "Europe/Berlin";
        options.ReducedMotion = ReducedMotion.Reduce;
        IBrowserContext context = await browser!.NewContextAsync(options);
        context.SetDefaultTimeout(20_000);
        return new Window(context, await context.NewPageAsync(), store);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>The tests that share the browser.</summary>
[CollectionDefinition(nameof(Chromium))]
public sealed class ChromiumTests : ICollectionFixture<Chromium>;
