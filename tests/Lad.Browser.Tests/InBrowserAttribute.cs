namespace Lad.Browser.Tests;

/// <summary>A test that runs in a browser; skipped with the reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InBrowserAttribute : FactAttribute
{
    public InBrowserAttribute() => Skip = Installed.WhyNot;
}

/// <summary>A test that runs in a browser several times; skipped with the reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachInBrowserAttribute : TheoryAttribute
{
    public EachInBrowserAttribute() => Skip = Installed.WhyNot;
}
