using Lad.Cli.Tests;

namespace Lad.Browser.Tests;

/// <summary>What these tests need besides the product: a browser, and the rules of accessibility.</summary>
internal static class Installed
{
    /// <summary>The browser: what <c>LAD_TEST_CHROMIUM</c> says, or the system's.</summary>
    public static string? Chromium { get; } = new[] { Environment.GetEnvironmentVariable("LAD_TEST_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(path => path is { Length: > 0 } && File.Exists(path));

    /// <summary>axe-core, which <c>test.sh</c> installs beneath the build's artefacts.</summary>
    public static string Axe { get; } = RepositoryRoot.PathTo("artifacts", "axe", "node_modules", "axe-core", "axe.min.js");

    /// <summary>Why no browser test can run; <see langword="null"/> when they can.</summary>
    public static string? WhyNot =>
        Chromium is null ? "no Chromium is installed; LAD_TEST_CHROMIUM may name one"
        : !File.Exists(Axe) ? $"axe-core is not installed: npm install --prefix artifacts/axe axe-core@4"
        : null;
}
