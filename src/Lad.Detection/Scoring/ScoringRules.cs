namespace Lad.Detection.Scoring;

/// <summary>
/// How rarity, novelty and severity make the raw score: (rarity + <see cref="NoveltyWeight"/> x novelty) x (1 + <see cref="SeverityWeight"/> if severe). Part of the model.
/// </summary>
public sealed record ScoringRules
{
    /// <summary>
    /// Episodes of a template per record from which on it is not rare at all, above 0 and below 1. Default 0.01: nothing that comes back more often
    /// than once in a hundred records can be singled out at a false-alarm rate of one percent.
    /// </summary>
    public double RareShare { get; init; } = 0.01;

    /// <summary>Share of the records from which on a template is commonplace, however few its episodes; above 0 and at most 1. Default 0.05.</summary>
    public double CommonShare { get; init; } = 0.05;

    /// <summary>What novelty counts against rarity, 0 or more. Default 1.</summary>
    public double NoveltyWeight { get; init; } = 1;

    /// <summary>By how much a word of <see cref="SeverityWords"/> raises the raw score, as a share of it; 0 switches the words off. Default 1.</summary>
    public double SeverityWeight { get; init; } = 1;

    /// <summary>Words that people use for failures, lower case. Default <see cref="SeverityLexicon.Default"/>.</summary>
    public IReadOnlyList<string> SeverityWords { get; init; } = SeverityLexicon.Default;

    /// <summary>What is wrong, every fault at once; empty when the rules can be used.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (!(RareShare is > 0 and < 1)) faults.Add($"RareShare must be above 0 and below 1, not {RareShare}.");
        if (!(CommonShare is > 0 and <= 1)) faults.Add($"CommonShare must be above 0 and at most 1, not {CommonShare}.");
        if (!(NoveltyWeight >= 0 && double.IsFinite(NoveltyWeight))) faults.Add($"NoveltyWeight must be 0 or more and finite, not {NoveltyWeight}.");
        if (!(SeverityWeight >= 0 && double.IsFinite(SeverityWeight))) faults.Add($"SeverityWeight must be 0 or more and finite, not {SeverityWeight}.");
        foreach (string word in SeverityWords)
            if (word.Length is 0 or > 64 || !word.All(char.IsAsciiLetterLower)) faults.Add($"A severity word has 1 to 64 lower-case letters a to z, not '{word}'.");
        return faults;
    }
}
