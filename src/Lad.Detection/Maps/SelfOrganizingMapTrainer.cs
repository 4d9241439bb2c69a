namespace Lad.Detection.Maps;

/// <summary>
/// Trains a self-organizing map with the batch algorithm (Kohonen, "Essentials of the self-organizing map", 2013): linear initialisation on the
/// plane of the two principal components, then epochs in which every node becomes the mean of all vectors, weighted by a Gaussian
/// of the distance on the grid to their best-matching units. A rough phase orders the map, a fine one settles it. The same input gives the same map.
/// </summary>
public static class SelfOrganizingMapTrainer
{
    /// <summary>Trains a map.</summary>
    /// <param name="vectors">Row-major training vectors, at least one, finite.</param>
    /// <param name="dimension">Length of each, at least 1.</param>
    /// <param name="weights">A weight above 0 for each vector.</param>
    /// <param name="options">Size and phases.</param>
    /// <param name="cancellation">Stops training between epochs.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a weight is not above 0, a value is not finite, or options are wrong (all faults are listed).</exception>
    public static SelfOrganizingMapTraining Train(ReadOnlySpan<float> vectors, int dimension, ReadOnlySpan<double> weights, SelfOrganizingMapOptions options, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Faults() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join(' ', faults), nameof(options));
        if (weights.IsEmpty || vectors.Length != (long)weights.Length * dimension)
            throw new ArgumentException($"A map needs at least one vector of {dimension} values with a weight; got {vectors.Length} values and {weights.Length} weights.", nameof(vectors));
        foreach (double weight in weights)
            if (!(weight > 0 && double.IsFinite(weight))) throw new ArgumentException($"A weight must be above 0 and finite, not {weight}.", nameof(weights));
        foreach (float value in vectors)
            if (!float.IsFinite(value)) throw new ArgumentException($"A training value must be finite, not {value}.", nameof(vectors));

        (int rows, int columns) = MapSize.Of(vectors, dimension, options);
        float[] codebook = Initialize(PrincipalPlane.Of(vectors, dimension, weights), rows, columns);
        var epoch = new BatchEpoch(rows, columns, dimension);
        double roughRadius = Math.Max(options.FineRadius, Math.Max(rows, columns) / 2.0);
        (int rough, int fine) = options.Epochs(weights.Length);
        Phase(epoch, codebook, vectors, weights, roughRadius, options.FineRadius, rough, cancellation);
        Phase(epoch, codebook, vectors, weights, options.FineRadius, options.FinalRadius, fine, cancellation);
        return MapFit.Measure(rows, columns, dimension, codebook, vectors, weights);
    }

    /// <summary>Spans the grid over two standard deviations to either side along the principal components.</summary>
    private static float[] Initialize(PrincipalPlane plane, int rows, int columns)
    {
        int dimension = plane.Mean.Length;
        // The longer side of the grid lies along the direction of larger variance.
        (double[] alongRows, double[] alongColumns) = rows > columns ? (plane.First, plane.Second) : (plane.Second, plane.First);
        var codebook = new float[rows * columns * dimension];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                for (int i = 0; i < dimension; i++)
                    codebook[(row * columns + column) * dimension + i] =
                        (float)(plane.Mean[i] + Deviations(row, rows) * alongRows[i] + Deviations(column, columns) * alongColumns[i]);
        return codebook;
    }

    private static double Deviations(int position, int count) => count == 1 ? 0 : 4.0 * position / (count - 1) - 2;

    private static void Phase(BatchEpoch epoch, float[] codebook, ReadOnlySpan<float> vectors, ReadOnlySpan<double> weights, double from, double to, int epochs, CancellationToken cancellation)
    {
        for (int i = 0; i < epochs; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            double done = epochs == 1 ? 1 : (double)i / (epochs - 1);
            epoch.Run(codebook, vectors, weights, from * Math.Pow(to / from, done));
        }
    }
}
