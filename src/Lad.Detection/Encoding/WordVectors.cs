namespace Lad.Detection.Encoding;

/// <summary>A vocabulary with a vector and a training weight for each word.</summary>
public sealed class WordVectors
{
    /// <param name="dimension">Length of each vector, at least 1.</param>
    /// <param name="words">The words, each once; a word's index is its row in <paramref name="vectors"/>.</param>
    /// <param name="counts">Weighted occurrences of each word in training.</param>
    /// <param name="vectors">Row-major, <c>words.Count * dimension</c> values.</param>
    /// <param name="hashShare">See <see cref="HashShare"/>; <see langword="null"/> for the default of the vocabulary's size.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or the share is not within 0 and 1.</exception>
    public WordVectors(int dimension, IReadOnlyList<string> words, double[] counts, float[] vectors, double? hashShare = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(vectors);
        if (counts.Length != words.Count || vectors.Length != (long)words.Count * dimension)
            throw new ArgumentException($"{words.Count} words need as many counts and {dimension} values each, got {counts.Length} counts and {vectors.Length} values.");
        HashShare = hashShare ?? DefaultHashShare(words.Count);
        if (!(HashShare is >= 0 and <= 1))
            throw new ArgumentException($"The hash share must be within 0 and 1, not {HashShare}.", nameof(hashShare));
        Dimension = dimension;
        Words = words;
        Counts = counts;
        Vectors = vectors;
    }

    /// <summary>Length of each vector.</summary>
    public int Dimension { get; }

    /// <summary>The words; a word's index is its row.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Weighted occurrences of each word in training.</summary>
    public ReadOnlyMemory<double> Counts { get; }

    /// <summary>Row-major vectors, one row a word.</summary>
    public ReadOnlyMemory<float> Vectors { get; }

    /// <summary>
    /// How much of a word's direction comes from its hash and not from its learned vector, 0 to 1, as a share of the squared length: two words
    /// with the same learned vector have the cosine 1 - share. Part of the model: encoding depends on it.
    /// </summary>
    public double HashShare { get; }

    /// <summary>
    /// The share for a vocabulary of <paramref name="words"/> words: 0.9 up to 500, where vectors are learned from too little text to be trusted,
    /// falling with the logarithm to 0.7 at 5,000 and beyond.
    /// </summary>
    public static double DefaultHashShare(int words) => 0.9 - 0.2 * Math.Clamp(Math.Log10(Math.Max(words, 1) / 500.0), 0, 1);
}
