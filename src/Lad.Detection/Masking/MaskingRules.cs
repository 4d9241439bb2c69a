namespace Lad.Detection.Masking;

/// <summary>How the variable parts of a message are recognised. Part of the model.</summary>
public sealed record MaskingRules
{
    /// <summary>Bytes of a message that are looked at; the rest is ignored and the message flagged. Default 8,192.</summary>
    public int MaxMessageBytes { get; init; } = 8192;

    /// <summary>Tokens of a message that are looked at; the rest is ignored and the message flagged. Default 256.</summary>
    public int MaxTokens { get; init; } = 256;

    /// <summary>Regular expressions (<c>NonBacktracking</c>) whose matches are masked before anything else. Default none.</summary>
    public IReadOnlyList<string> UserPatterns { get; init; } = [];
}
