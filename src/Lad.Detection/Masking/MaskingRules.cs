using System.Text.RegularExpressions;

namespace Lad.Detection.Masking;

/// <summary>How the variable parts of a message are recognised. Part of the model.</summary>
public sealed record MaskingRules
{
    /// <summary>Bytes of a message that are looked at; the rest is ignored and the message flagged. 64 to 1,048,576, default 8,192.</summary>
    public int MaxMessageBytes { get; init; } = 8192;

    /// <summary>Tokens of a message that are looked at; the rest is ignored and the message flagged. 1 to 4,096, default 256.</summary>
    public int MaxTokens { get; init; } = 256;

    /// <summary>
    /// Regular expressions (<c>NonBacktracking</c>: no look-around, no back-references) whose matches are masked before anything else;
    /// a token that a match touches is masked as a whole. At most 64, each of at most 1,024 characters. Default none.
    /// </summary>
    public IReadOnlyList<string> UserPatterns { get; init; } = [];

    /// <summary>Everything that is wrong with the rules, in words for the person who set them; empty when they can be used.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (MaxMessageBytes is < 64 or > 1 << 20)
            faults.Add($"MaxMessageBytes must be 64 to 1,048,576, not {MaxMessageBytes}.");
        if (MaxTokens is < 1 or > 4096)
            faults.Add($"MaxTokens must be 1 to 4,096, not {MaxTokens}.");
        if (UserPatterns.Count > 64)
            faults.Add($"There may be 64 user patterns, not {UserPatterns.Count}.");
        foreach (string pattern in UserPatterns)
        {
            if (pattern.Length > 1024)
            {
                faults.Add($"A user pattern may have 1,024 characters, not {pattern.Length}: '{pattern[..40]}...'.");
                continue;
            }
            try
            {
                _ = Compile(pattern);
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                faults.Add($"User pattern '{pattern}': {e.Message}");
            }
        }
        return faults;
    }

    internal static Regex Compile(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
