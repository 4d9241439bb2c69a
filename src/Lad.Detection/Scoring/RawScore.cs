namespace Lad.Detection.Scoring;

/// <summary>
/// The score before calibration. It joins how rarely a template comes back, how far a message without a template lies from all that is
/// known, and whether its words name a failure.
/// </summary>
public static class RawScore
{
    private const double EvidenceWords = 1;

    /// <summary>
    /// Rarity of a template, 0 to 1: ln(a / (e + 1)) / ln(a), with e the episodes in which it occurred and a the episodes from which on it is not
    /// rare. An episode is a run of adjacent records with the same template, so that a burst counts once.
    /// </summary>
    /// <param name="episodes">Episodes in training, 0 for a template that was not seen.</param>
    /// <param name="count">Records in training.</param>
    /// <param name="records">All records of training.</param>
    /// <param name="rules">The rules.</param>
    public static double Rarity(double episodes, double count, double records, ScoringRules rules)
    {
        if (count <= 0)
            return 1;
        double common = rules.RareShare * records;
        if (common <= 1 || count >= rules.CommonShare * records)
            return 0;
        return Math.Clamp(Math.Log(common / (episodes + 1)) / Math.Log(common), 0, 1);
    }

    /// <summary>
    /// Novelty of a message without a template, 0 to 1: the mean of unknown words and distance, shrunk by n / (n + 1) for n words, because
    /// few words are little evidence.
    /// </summary>
    /// <param name="words">Its words, masks left out.</param>
    /// <param name="unknownShare">Share of its words that the model does not know, 0 to 1.</param>
    /// <param name="excess">By how much its distance to the best-matching unit exceeds the largest that the unit saw in training.</param>
    public static double Novelty(int words, double unknownShare, double excess) =>
        (unknownShare + Math.Clamp(excess, 0, 1)) / 2 * words / (words + EvidenceWords);

    /// <summary>Joins the parts; 0 or more.</summary>
    public static double Join(double rarity, double novelty, bool isSevere, ScoringRules rules) =>
        (rarity + (rules.NoveltyWeight * novelty)) * (isSevere ? 1 + rules.SeverityWeight : 1);
}
