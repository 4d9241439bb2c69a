using System.Numerics.Tensors;

namespace Lad.Detection.Maps;

/// <summary>
/// Spreads what was collected at each node over its neighbours with the weights exp(-d^2 / (2 radius^2)), d being the distance on the grid.
/// The Gaussian factors into rows and columns, so two passes along one axis each do the work of one over all pairs of nodes.
/// </summary>
/// <param name="rows">Rows of the grid.</param>
/// <param name="columns">Columns of the grid.</param>
/// <param name="width">Values collected at each node.</param>
internal sealed class GaussianNeighbourhood(int rows, int columns, int width)
{
    // Farther nodes would get less than 4e-6 of the weight.
    private const double CutOff = 5;

    private readonly double[] half = new double[rows * columns * width];

    /// <summary>Replaces <paramref name="collected"/> (row-major, node by node) by its spread form.</summary>
    /// <param name="collected">What was collected.</param>
    /// <param name="radius">Standard deviation in nodes, above 0.</param>
    public void Spread(double[] collected, double radius)
    {
        double[] weights = Weights(radius, Math.Max(rows, columns));
        Array.Clear(half);
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                SpreadAlongRow(collected, row, column, weights);

        Array.Clear(collected);
        int length = columns * width;
        for (int row = 0; row < rows; row++)
            for (int other = Math.Max(0, row - weights.Length + 1); other < Math.Min(rows, row + weights.Length); other++)
                AddScaled(half.AsSpan(other * length, length), weights[Math.Abs(other - row)], collected.AsSpan(row * length, length));
    }

    private void SpreadAlongRow(double[] collected, int row, int column, double[] weights)
    {
        ReadOnlySpan<double> source = collected.AsSpan((row * columns + column) * width, width);
        // Most nodes collect nothing when vectors are few.
        if (!source.ContainsAnyExcept(0)) return;
        for (int other = Math.Max(0, column - weights.Length + 1); other < Math.Min(columns, column + weights.Length); other++)
            AddScaled(source, weights[Math.Abs(other - column)], half.AsSpan((row * columns + other) * width, width));
    }

    private static double[] Weights(double radius, int longest)
    {
        int reach = Math.Min(longest, (int)Math.Ceiling(CutOff * radius) + 1);
        var weights = new double[reach];
        for (int distance = 0; distance < reach; distance++)
            weights[distance] = Math.Exp(-distance * distance / (2 * radius * radius));
        return weights;
    }

    private static void AddScaled(ReadOnlySpan<double> source, double weight, Span<double> target) =>
        TensorPrimitives.FusedMultiplyAdd(source, weight, target, target);
}
