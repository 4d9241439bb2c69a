namespace Lad.Detection.Encoding;

/// <summary>A corpus made ready to train on: rows in place of ids, words that are not learned left out.</summary>
internal sealed class TrainingSequences
{
    /// <summary>A sequence is gone through at most this often in an epoch: 1 + ln(weight) reaches it at a weight of 3e13.</summary>
    private const int MaxRepetitions = 32;

    private readonly int[] rows;
    private readonly int[] ends;
    private readonly int[] repetitions;
    private readonly float[] strengths;

    public TrainingSequences(WordCorpus corpus, Vocabulary vocabulary)
    {
        var kept = new List<int>(corpus.WordCount);
        ends = new int[corpus.Count];
        repetitions = new int[corpus.Count];
        strengths = new float[corpus.Count];
        for (int i = 0; i < corpus.Count; i++)
        {
            foreach (int id in corpus.Sequence(i))
                if (vocabulary.Row(id) is >= 0 and int row) kept.Add(row);
            ends[i] = kept.Count;
            double weight = Vocabulary.Repetitions(corpus.Weight(i));
            repetitions[i] = (int)Math.Clamp(Math.Ceiling(weight), 1, MaxRepetitions);
            strengths[i] = (float)Math.Min(1, weight / repetitions[i]);
            WordsPerEpoch += (long)Rows(i, kept).Length * repetitions[i];
        }
        rows = [.. kept];
    }

    /// <summary>Number of sequences.</summary>
    public int Count => ends.Length;

    /// <summary>Words that an epoch goes through, repetitions included.</summary>
    public long WordsPerEpoch { get; }

    /// <summary>Rows of the words of sequence <paramref name="index"/>.</summary>
    public ReadOnlySpan<int> Rows(int index) => rows.AsSpan()[Start(index)..ends[index]];

    /// <summary>How often an epoch goes through sequence <paramref name="index"/>.</summary>
    public int Repetitions(int index) => repetitions[index];

    /// <summary>Factor on the learning rate for sequence <paramref name="index"/>, above 0 and at most 1: repetitions are whole, this is what is left.</summary>
    public float Strength(int index) => strengths[index];

    /// <summary>The longest sequence's number of words.</summary>
    public int Longest()
    {
        int longest = 0;
        for (int i = 0; i < Count; i++)
            longest = Math.Max(longest, ends[i] - Start(i));
        return longest;
    }

    private int Start(int index) => index == 0 ? 0 : ends[index - 1];

    private ReadOnlySpan<int> Rows(int index, List<int> kept) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(kept)[Start(index)..ends[index]];
}
