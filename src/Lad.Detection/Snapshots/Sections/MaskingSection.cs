using Lad.Detection.Masking;

namespace Lad.Detection.Snapshots.Sections;

/// <summary>Section MASK: the masking rules.</summary>
internal static class MaskingSection
{
    public static void Write(SnapshotOutput output, MaskingRules rules)
    {
        output.Count(rules.MaxMessageBytes);
        output.Count(rules.MaxTokens);
        output.Count(rules.UserPatterns.Count);
        foreach (string pattern in rules.UserPatterns) output.Text(pattern);
    }

    public static MaskingRules Read(ref SnapshotInput input)
    {
        int begin = input.Remaining;
        int maxMessageBytes = input.Integer("the bytes of a message that are looked at", 1, SnapshotLimits.MessageBytes);
        int maxTokens = input.Integer("the tokens of a message that are looked at", 1, SnapshotLimits.Tokens);
        string[] patterns = new string[input.Count("user patterns", SnapshotLimits.Patterns, sizeof(uint))];
        for (int i = 0; i < patterns.Length; i++) patterns[i] = input.Text("a user pattern", SnapshotLimits.PatternBytes);
        var rules = new MaskingRules { MaxMessageBytes = maxMessageBytes, MaxTokens = maxTokens, UserPatterns = patterns };
        return rules.Faults() is { Count: > 0 } faults ? throw input.Malformed(faults[0], begin - input.Remaining) : rules;
    }
}
