namespace Lad.Detection.Maps;

/// <summary>One epoch of batch training; keeps its buffers for the next.</summary>
internal sealed class BatchEpoch(int rows, int columns, int dimension)
{
    // For each node the weighted sum of the vectors that it is best for, then the sum of their weights.
    private readonly double[] collected = new double[rows * columns * (dimension + 1)];
    private readonly GaussianNeighbourhood neighbourhood = new(rows, columns, dimension + 1);
    private BestMatchingUnit[] units = [];

    /// <summary>Moves the codebook by one epoch with the neighbourhood's standard deviation at <paramref name="radius"/> nodes.</summary>
    public void Run(float[] codebook, ReadOnlySpan<float> vectors, ReadOnlySpan<double> weights, double radius)
    {
        if (units.Length != weights.Length) units = new BestMatchingUnit[weights.Length];
        new BestMatchingUnitSearch(codebook, dimension).Find(vectors, units);
        Array.Clear(collected);
        for (int v = 0; v < weights.Length; v++)
        {
            Span<double> sum = collected.AsSpan(units[v].Node * (dimension + 1), dimension + 1);
            ReadOnlySpan<float> vector = vectors.Slice(v * dimension, dimension);
            for (int i = 0; i < dimension; i++)
                sum[i] += weights[v] * vector[i];
            sum[dimension] += weights[v];
        }
        neighbourhood.Spread(collected, radius);
        for (int node = 0; node < rows * columns; node++)
        {
            ReadOnlySpan<double> sum = collected.AsSpan(node * (dimension + 1), dimension + 1);
            // A node out of reach of every vector stays where it is.
            if (sum[dimension] <= 0) continue;
            for (int i = 0; i < dimension; i++)
                codebook[node * dimension + i] = (float)(sum[i] / sum[dimension]);
        }
    }
}
