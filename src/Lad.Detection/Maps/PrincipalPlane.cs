using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Lad.Detection.Maps;

/// <summary>The weighted mean of vectors and their two directions of largest variance, as long as one standard deviation.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="First">The direction of largest variance; zeros when there is none.</param>
/// <param name="Second">The direction of second-largest variance; zeros when there is none.</param>
internal sealed record PrincipalPlane(double[] Mean, double[] First, double[] Second)
{
    /// <summary>Principal component analysis of row-major vectors.</summary>
    public static PrincipalPlane Of(ReadOnlySpan<float> vectors, int dimension, ReadOnlySpan<double> weights)
    {
        var mean = new double[dimension];
        double sum = 0;
        for (int v = 0; v < weights.Length; v++)
        {
            sum += weights[v];
            for (int i = 0; i < dimension; i++)
                mean[i] += weights[v] * vectors[v * dimension + i];
        }
        for (int i = 0; i < dimension; i++)
            mean[i] /= sum;

        var covariance = new double[dimension * dimension];
        var centred = new double[dimension];
        for (int v = 0; v < weights.Length; v++)
        {
            for (int i = 0; i < dimension; i++)
                centred[i] = vectors[v * dimension + i] - mean[i];
            for (int i = 0; i < dimension; i++)
            {
                double scaled = weights[v] / sum * centred[i];
                for (int j = 0; j <= i; j++)
                    covariance[i * dimension + j] += scaled * centred[j];
            }
        }
        for (int i = 0; i < dimension; i++)
            for (int j = 0; j < i; j++)
                covariance[j * dimension + i] = covariance[i * dimension + j];

        Evd<double> evd = new DenseMatrix(dimension, dimension, covariance).Evd(Symmetricity.Symmetric);
        return new PrincipalPlane(mean, Direction(evd, dimension - 1), Direction(evd, dimension - 2));
    }

    private static double[] Direction(Evd<double> evd, int index)
    {
        if (index < 0) return new double[evd.EigenVectors.RowCount];
        double deviation = Math.Sqrt(Math.Max(0, evd.EigenValues[index].Real));
        double[] direction = evd.EigenVectors.Column(index).ToArray();
        // An eigenvector's sign is arbitrary; the same data must give the same map.
        double sign = Math.Sign(direction.MaxBy(Math.Abs));
        for (int i = 0; i < direction.Length; i++)
            direction[i] *= deviation * sign;
        return direction;
    }
}
