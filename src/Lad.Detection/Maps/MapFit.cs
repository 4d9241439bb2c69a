namespace Lad.Detection.Maps;

/// <summary>Measures how a codebook fits its training vectors.</summary>
internal static class MapFit
{
    /// <summary>Radii, hits and errors of a codebook.</summary>
    public static SelfOrganizingMapTraining Measure(int rows, int columns, int dimension, float[] codebook, ReadOnlySpan<float> vectors, ReadOnlySpan<double> weights)
    {
        var radii = new float[rows * columns];
        var hits = new double[rows * columns];
        var best = new BestMatchingUnit[weights.Length];
        var search = new BestMatchingUnitSearch(codebook, dimension);
        search.Find(vectors, best);
        double distance = 0, torn = 0, sum = 0;
        for (int v = 0; v < weights.Length; v++)
        {
            int node = best[v].Node;
            radii[node] = Math.Max(radii[node], best[v].Distance);
            hits[node] += weights[v];
            distance += weights[v] * best[v].Distance;
            sum += weights[v];
            int second = search.FindSecond(vectors.Slice(v * dimension, dimension), node);
            if (second >= 0 && !AreNeighbours(node, second, columns)) torn += weights[v];
        }
        return new SelfOrganizingMapTraining(new SelfOrganizingMap(rows, columns, dimension, codebook, radii, hits), distance / sum, torn / sum);
    }

    private static bool AreNeighbours(int node, int other, int columns) =>
        Math.Abs(node / columns - other / columns) <= 1 && Math.Abs(node % columns - other % columns) <= 1;
}
