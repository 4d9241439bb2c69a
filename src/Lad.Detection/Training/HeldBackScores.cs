using Lad.Detection.Encoding;
using Lad.Detection.Maps;
using Lad.Detection.Numerics;
using Lad.Detection.Scoring;
using Lad.Detection.Templates;

namespace Lad.Detection.Training;

/// <summary>
/// Raw scores of the held-back records, each as if it were met after training on all others: its own occurrence is left out of what is
/// known of its template, and a record whose template no other record had is scored as new, with only the words that were fitted known.
/// </summary>
internal sealed class HeldBackScores(TrainingSet set, MinedTemplates mined, TemplateStatistics statistics, MessageEncoder encoder, SelfOrganizingMap map)
{
    private readonly BestMatchingUnitSearch search = new(map);
    private readonly SeverityLexicon lexicon = new(set.Options.Scoring.SeverityWords);
    private readonly HashSet<string> fitted = FittedWords(set);

    /// <summary>Records whose template no other record had.</summary>
    public long NewTemplates { get; private set; }

    /// <summary>Scores all held-back records.</summary>
    public ScoreDistribution Sample() => ScoreDistribution.Weighted(All());

    private IEnumerable<(double Score, double Count)> All()
    {
        for (int message = 0; message < set.Inventory.Messages.Count; message++)
        {
            long heldBack = set.HeldBackCounts[message];
            if (heldBack == 0)
                continue;
            IReadOnlyList<string> tokens = set.Inventory.Messages[message].Tokens;
            int template = mined.Assignment[message];
            if (template < 0 || statistics.Counts[template] == 1)
            {
                NewTemplates += heldBack;
                yield return (Novel(tokens), heldBack);
                continue;
            }

            bool isSevere = lexicon.NamesAny(mined.Templates.Items[template].Tokens);
            double alone = heldBack * (double)statistics.SingleRuns[template] / statistics.Counts[template];
            yield return (Known(template, 1, isSevere), alone);
            yield return (Known(template, 0, isSevere), heldBack - alone);
        }
    }

    /// <summary>The raw score of a record of a known template that is left out, alone in its run (1) or not (0).</summary>
    private double Known(int template, int alone, bool isSevere)
    {
        double rarity = RawScore.Rarity(statistics.Episodes[template] - alone, statistics.Counts[template] - 1, set.Count - 1, set.Options.Scoring);
        return RawScore.Join(rarity, 0, isSevere, set.Options.Scoring);
    }

    private double Novel(IReadOnlyList<string> tokens)
    {
        var vector = new float[encoder.Dimension];
        var counter = default(WordCounter);
        encoder.Start(vector);
        foreach (string token in tokens)
        {
            byte[] word = System.Text.Encoding.UTF8.GetBytes(token);
            if (token == Template.Wildcard || fitted.Contains(token))
            {
                encoder.Add(word, vector, ref counter);
                continue;
            }

            HashDirection.Add(StableHash.Of(word), 1, vector);
            counter = new WordCounter(counter.Words + 1, counter.Unknown + 1);
        }

        encoder.Finish(vector, counter);
        BestMatchingUnit unit = search.Find(vector);
        double novelty = RawScore.Novelty(counter.UnknownShare, unit.Distance - map.Radii.Span[unit.Node]);
        return RawScore.Join(1, novelty, lexicon.NamesAny(tokens), set.Options.Scoring);
    }

    private static HashSet<string> FittedWords(TrainingSet set)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (int message = 0; message < set.Inventory.Messages.Count; message++)
        {
            if (set.Inventory.Counts[message] > set.HeldBackCounts[message])
                words.UnionWith(set.Inventory.Messages[message].Tokens);
        }

        return words;
    }
}
