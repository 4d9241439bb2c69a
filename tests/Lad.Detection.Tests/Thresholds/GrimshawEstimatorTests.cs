using Lad.Detection.Thresholds;

namespace Lad.Detection.Tests.Thresholds;

public sealed class GrimshawEstimatorTests
{
    // Expected values: maximum-likelihood fits of an independent implementation (SciPy) to the same samples.
    [Theory]
    [InlineData(.3, 2.0, .29658, 2.00508)]
    [InlineData(-.3, 1.0, -.30673, 1.00621)]
    [InlineData(0, 1.5, -.00467, 1.50599)]
    public void Shape_and_scale_agree_with_a_numerical_likelihood_fit(double shape, double scale, double expectedShape, double expectedScale)
    {
        var source = new GeneralizedPareto(shape, scale);
        double[] excesses = [.. Enumerable.Range(1, 500).Select(i => source.Quantile(1 - ((i - .5) / 500)))];
        double[] counts = [.. Enumerable.Repeat(1.0, 500)];
        GeneralizedPareto fitted = GrimshawEstimator.Fit(excesses, counts);
        Assert.Equal(expectedShape, fitted.Shape, 1e-3);
        Assert.Equal(expectedScale, fitted.Scale, 2e-3);
    }

    [Fact]
    public void Counts_weigh_like_repeats()
    {
        GeneralizedPareto repeated = GrimshawEstimator.Fit([.5, .5, 1, 2, 2, 2, 5], [1, 1, 1, 1, 1, 1, 1]);
        GeneralizedPareto weighted = GrimshawEstimator.Fit([.5, 1, 2, 5], [2, 1, 3, 1]);
        Assert.Equal(repeated.Shape, weighted.Shape, 9);
        Assert.Equal(repeated.Scale, weighted.Scale, 9);
    }

    [Fact]
    public void An_excess_of_zero_is_refused() =>
        Assert.Throws<ArgumentException>(() => GrimshawEstimator.Fit([0, 1], [1, 1]));
}
