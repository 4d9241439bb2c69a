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
internal sealed class HeldBackScores(TrainingRecords records, MinedTemplates mined, TemplateStatistics statistics, MessageEncoder encoder, SelfOrganizingMap map)
{
    private readonly BestMatchingUnitSearch search = new(map);
    private readonly SeverityLexicon lexicon = new(records.Options.Scoring.SeverityWords);
    private List<double>? novelties;
    private readonly HashSet<string> fitted = FittedWords(records);

    /// <summary>Records whose template no other record had.</summary>
    public double NewTemplates { get; private set; }

    /// <summary>Scores all records.</summary>
    /// <param name="normal">Fingerprints of templates that count as not unusual at all: they were given weight since.</param>
    public ScoreDistribution Sample(IReadOnlySet<ulong>? normal = null) => ScoreDistribution.Weighted(All(normal));

    private IEnumerable<(double Score, double Count)> All(IReadOnlySet<ulong>? normal)
    {
        foreach (double novelty in Novelties)
            yield return (novelty, NewTemplates / Novelties.Count);
        for (int template = 0; template < statistics.Counts.Length; template++)
        {
            if (statistics.Counts[template] < 2)
                continue;
            bool isSevere = lexicon.NamesAny(mined.Templates.Items[template].Tokens);
            if (normal is not null && normal.Contains(mined.Templates.Items[template].Fingerprint))
            {
                yield return (0, statistics.Counts[template]);
                continue;
            }

            yield return (Known(template, 1, isSevere), statistics.SingleRuns[template]);
            yield return (Known(template, 0, isSevere), statistics.Counts[template] - statistics.SingleRuns[template]);
        }
    }

    private List<double> Novelties => novelties ??= HeldBackNovelties();

    private List<double> HeldBackNovelties()
    {
        var heldBackNovelties = new List<double>();
        double newTemplates = records.Overflow;
        for (int message = 0; message < records.Messages.Count; message++)
        {
            int template = mined.Assignment[message];
            if (template >= 0 && statistics.Counts[template] > 1)
                continue;
            newTemplates += records.Counts[message];
            if (records.HeldBackCounts[message] > 0)
                heldBackNovelties.Add(Novel(records.Messages[message].Tokens));
        }

        NewTemplates = newTemplates;
        return heldBackNovelties;
    }

    /// <summary>The raw score of a record of a known template that is left out, alone in its run (1) or not (0).</summary>
    private double Known(int template, int alone, bool isSevere)
    {
        double rarity = RawScore.Rarity(statistics.Episodes[template] - alone, statistics.Counts[template] - 1, records.Count - 1, records.Options.Scoring);
        return RawScore.Join(rarity, 0, isSevere, records.Options.Scoring);
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
        return RawScore.Join(1, novelty, lexicon.NamesAny(tokens), records.Options.Scoring);
    }

    private static HashSet<string> FittedWords(TrainingRecords records)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (int message = 0; message < records.Messages.Count; message++)
        {
            if (records.Counts[message] > records.HeldBackCounts[message])
                words.UnionWith(records.Messages[message].Tokens);
        }

        return words;
    }
}
