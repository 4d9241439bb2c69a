namespace Lad.Detection.Encoding;

/// <summary>A vocabulary with a vector and a training weight for each word.</summary>
public sealed class WordVectors
{
    /// <param name="dimension">Length of each vector, at least 1.</param>
    /// <param name="words">The words, each once; a word's index is its row in <paramref name="vectors"/>.</param>
    /// <param name="counts">Weighted occurrences of each word in training.</param>
    /// <param name="vectors">Row-major, <c>words.Count * dimension</c> values.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public WordVectors(int dimension, IReadOnlyList<string> words, double[] counts, float[] vectors)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (counts.Length != words.Count || vectors.Length != words.Count * dimension)
            throw new ArgumentException($"{words.Count} words need as many counts and {dimension} values each, got {counts.Length} counts and {vectors.Length} values.");
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
}
