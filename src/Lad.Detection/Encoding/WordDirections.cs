using Lad.Detection.Numerics;

namespace Lad.Detection.Encoding;

/// <summary>Computes what a known word adds to a message vector.</summary>
internal static class WordDirections
{
    /// <summary>
    /// One row of unit length for each word: its learned vector less the vocabulary's mean, scaled to unit length, blended with its hash
    /// direction by the squared shares that <see cref="WordVectors.HashShare"/> gives.
    /// </summary>
    public static AlignedMatrix Of(WordVectors words)
    {
        int dimension = words.Dimension;
        var directions = new AlignedMatrix(words.Words.Count, dimension);
        ReadOnlySpan<float> vectors = words.Vectors.Span;
        double[] mean = Mean(vectors, dimension);
        float learnedPart = (float)Math.Sqrt(1 - words.HashShare), hashPart = (float)Math.Sqrt(words.HashShare);
        for (int row = 0; row < words.Words.Count; row++)
        {
            Span<float> direction = directions.RowSpan(row);
            for (int i = 0; i < dimension; i++)
                direction[i] = (float)(vectors[row * dimension + i] - mean[i]);
            if (!UnitLength.Scale(direction)) direction.Clear();
            for (int i = 0; i < dimension; i++)
                direction[i] *= learnedPart;
            ulong hash = StableHash.Of(System.Text.Encoding.UTF8.GetBytes(words.Words[row]));
            HashDirection.Add(hash, hashPart, direction);
            if (!UnitLength.Scale(direction))
                HashDirection.Add(hash, 1, direction);
        }
        return directions;
    }

    private static double[] Mean(ReadOnlySpan<float> vectors, int dimension)
    {
        var mean = new double[dimension];
        for (int i = 0; i < vectors.Length; i++)
            mean[i % dimension] += vectors[i];
        int rows = vectors.Length / dimension;
        for (int i = 0; i < dimension && rows > 0; i++)
            mean[i] /= rows;
        return mean;
    }
}
