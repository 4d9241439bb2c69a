namespace Lad.Detection.Encoding;

/// <summary>
/// The words to be learned. Words of the model that training continues from come first, in their old rows; new ones follow,
/// the most frequent first and equal ones in ordinal order, so that the order of the corpus does not matter.
/// </summary>
internal sealed class Vocabulary
{
    private readonly int[] rows;

    public Vocabulary(WordCorpus corpus, double minCount, WordVectors? previous)
    {
        var counts = new double[corpus.Words.Count];
        var effective = new double[corpus.Words.Count];
        for (int i = 0; i < corpus.Count; i++)
        {
            double weight = corpus.Weight(i);
            double repetitions = Repetitions(weight);
            foreach (int id in corpus.Sequence(i))
            {
                counts[id] += weight;
                effective[id] += repetitions;
            }
        }

        var words = new List<string>(previous?.Words ?? []);
        KnownCount = words.Count;
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int row = 0; row < words.Count; row++)
            known.Add(words[row], row);

        int[] added = [.. Enumerable.Range(0, counts.Length)
            .Where(id => counts[id] >= minCount && counts[id] > 0 && !known.ContainsKey(corpus.Words[id]))
            .OrderByDescending(id => counts[id]).ThenBy(id => corpus.Words[id], StringComparer.Ordinal)];
        foreach (int id in added)
        {
            known.Add(corpus.Words[id], words.Count);
            words.Add(corpus.Words[id]);
        }

        rows = [.. corpus.Words.Select(word => known.GetValueOrDefault(word, -1))];
        Words = words;
        Counts = new double[words.Count];
        Frequencies = new double[words.Count];
        previous?.Counts.Span.CopyTo(Counts);
        for (int id = 0; id < rows.Length; id++)
        {
            if (rows[id] < 0) continue;
            Counts[rows[id]] += counts[id];
            Frequencies[rows[id]] += effective[id];
        }
    }

    /// <summary>The words; a word's position is its row.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Words that the model to continue from already knew: rows below this.</summary>
    public int KnownCount { get; }

    /// <summary>Weighted occurrences, those in the model to continue from included.</summary>
    public double[] Counts { get; }

    /// <summary>Occurrences in the corpus as training goes through it: damped, this corpus only.</summary>
    public double[] Frequencies { get; }

    /// <summary>The row of a corpus word, -1 when it is too rare to be learned.</summary>
    public int Row(int id) => rows[id];

    /// <summary>
    /// How many times an epoch goes through a sequence that occurred <paramref name="weight"/> times: 1 + ln(weight), so that a template
    /// seen a million times counts 15 times as much as one seen once and does not drown it. Weights up to 1 are taken as they are.
    /// </summary>
    public static double Repetitions(double weight) => weight <= 1 ? weight : 1 + Math.Log(weight);
}
