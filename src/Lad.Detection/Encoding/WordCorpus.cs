namespace Lad.Detection.Encoding;

/// <summary>A bag of word sequences with weights: what word vectors are learned from. Not thread-safe while it is filled.</summary>
public sealed class WordCorpus
{
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly List<string> words = [];
    private readonly List<int> tokens = [];
    private readonly List<int> ends = [];
    private readonly List<double> weights = [];

    /// <summary>Number of sequences.</summary>
    public int Count => ends.Count;

    /// <summary>Words of all sequences, repetitions included, weights left out.</summary>
    public int WordCount => tokens.Count;

    /// <summary>The distinct words, in the order of their first occurrence; a word's position is its id.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>Adds a sequence.</summary>
    /// <param name="sequence">Its words.</param>
    /// <param name="weight">How many times it occurred; above 0.</param>
    public void Add(IReadOnlyList<string> sequence, double weight = 1)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        for (int i = 0; i < sequence.Count; i++)
            tokens.Add(Intern(sequence[i]));
        ends.Add(tokens.Count);
        weights.Add(weight);
    }

    /// <summary>Adds a sequence of words that <see cref="Intern"/> gave ids to.</summary>
    /// <param name="sequence">The ids.</param>
    /// <param name="weight">How many times it occurred; above 0.</param>
    public void AddIds(ReadOnlySpan<int> sequence, double weight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        foreach (int id in sequence)
        {
            if ((uint)id >= (uint)words.Count) throw new ArgumentOutOfRangeException(nameof(sequence), id, $"The corpus knows {words.Count} words.");
            tokens.Add(id);
        }
        ends.Add(tokens.Count);
        weights.Add(weight);
    }

    /// <summary>The id of <paramref name="word"/>, a new one if need be.</summary>
    public int Intern(string word)
    {
        if (ids.TryGetValue(word, out int id)) return id;
        id = words.Count;
        ids.Add(word, id);
        words.Add(word);
        return id;
    }

    /// <summary>How many times sequence <paramref name="index"/> occurred.</summary>
    public double Weight(int index) => weights[index];

    /// <summary>Word ids of sequence <paramref name="index"/>. Valid until the next sequence is added.</summary>
    public ReadOnlySpan<int> Sequence(int index)
    {
        int start = index == 0 ? 0 : ends[index - 1];
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tokens)[start..ends[index]];
    }
}
