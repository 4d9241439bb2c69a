namespace Lad.Cli.Configuration;

/// <summary>How long-running commands write their diagnostics.</summary>
public sealed record LoggingSettings
{
    /// <summary><c>text</c>, <c>json</c>, or <c>auto</c>: JSON in a container, text elsewhere.</summary>
    public string Format { get; init; } = "auto";

    /// <summary>The least level that is written.</summary>
    public string Level { get; init; } = "information";
}
