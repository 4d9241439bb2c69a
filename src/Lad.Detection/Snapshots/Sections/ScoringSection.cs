using Lad.Detection.Scoring;

namespace Lad.Detection.Snapshots.Sections;

/// <summary>Section SCOR: what makes the raw score.</summary>
internal static class ScoringSection
{
    private const int LeastWordBytes = sizeof(uint);

    public static void Write(SnapshotOutput output, ScoringRules rules)
    {
        output.Double(rules.RareShare);
        output.Double(rules.CommonShare);
        output.Double(rules.NoveltyWeight);
        output.Double(rules.SeverityWeight);
        output.Count(rules.SeverityWords.Count);
        foreach (string word in rules.SeverityWords) output.Text(word);
    }

    public static ScoringRules Read(ref SnapshotInput input)
    {
        int begin = input.Remaining;
        double rareShare = input.Double("the rare share");
        double commonShare = input.Double("the common share");
        double noveltyWeight = input.Double("the weight of novelty");
        double severityWeight = input.Double("the weight of severity");
        string[] words = new string[input.Count("severity words", SnapshotLimits.SeverityWords, LeastWordBytes)];
        for (int i = 0; i < words.Length; i++) words[i] = input.Text("a severity word");
        var rules = new ScoringRules { RareShare = rareShare, CommonShare = commonShare, NoveltyWeight = noveltyWeight, SeverityWeight = severityWeight, SeverityWords = words };
        return rules.Faults() is { Count: > 0 } faults ? throw input.Malformed(faults[0], begin - input.Remaining) : rules;
    }
}
