using Lad.Detection.Encoding;
using Lad.Detection.Maps;
using Lad.Detection.Numerics;
using Lad.Detection.Scoring;
using Lad.Detection.Templates;

namespace Lad.Detection.Training;

/// <summary>
/// Raw scores of records, each as if it were met after training on all others. A record of a template that others have too is scored with its
/// own occurrence left out. A record whose template no other had would be new: such records are represented by those that were held back from the
/// map, with only the words that were fitted known, weighted to stand for all of them (the share of new ones is Good and Turing's estimate, 1953).
/// </summary>
internal sealed class HeldBackScores(TrainingSet set, MinedTemplates mined, TemplateStatistics statistics, MessageEncoder encoder, SelfOrganizingMap map)
{
    private readonly BestMatchingUnitSearch search = new(map);
    private readonly SeverityLexicon lexicon = new(set.Options.Scoring.SeverityWords);
    private readonly HashSet<string> fitted = FittedWords(set);

    /// <summary>Records whose template no other record had.</summary>
    public double NewTemplates { get; private set; }

    /// <summary>Scores all records.</summary>
    public ScoreDistribution Sample() => ScoreDistribution.Weighted(All());

    private IEnumerable<(double Score, double Count)> All()
    {
        var heldBackNovelties = new List<double>();
        double newTemplates = set.Inventory.Overflow;
        for (int message = 0; message < set.Inventory.Messages.Count; message++)
        {
            int template = mined.Assignment[message];
            if (template >= 0 && statistics.Counts[template] > 1)
                continue;
            newTemplates += set.Inventory.Counts[message];
            if (set.HeldBackCounts[message] > 0)
                heldBackNovelties.Add(Novel(set.Inventory.Messages[message].Tokens));
        }

        foreach (double novelty in heldBackNovelties)
            yield return (novelty, newTemplates / heldBackNovelties.Count);
        for (int template = 0; template < statistics.Counts.Length; template++)
        {
            if (statistics.Counts[template] < 2)
                continue;
            bool isSevere = lexicon.NamesAny(mined.Templates.Items[template].Tokens);
            yield return (Known(template, 1, isSevere), statistics.SingleRuns[template]);
            yield return (Known(template, 0, isSevere), statistics.Counts[template] - statistics.SingleRuns[template]);
        }

        NewTemplates = newTemplates;
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
        double novelty = RawScore.Novelty(counter.Words, counter.UnknownShare, unit.Distance - map.Radii.Span[unit.Node]);
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
