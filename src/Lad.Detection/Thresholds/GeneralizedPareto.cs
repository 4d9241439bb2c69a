namespace Lad.Detection.Thresholds;

/// <summary>A generalised Pareto distribution of excesses over a threshold.</summary>
/// <param name="Shape">The shape, positive for a heavy tail, 0 for an exponential one.</param>
/// <param name="Scale">The scale, above 0.</param>
public readonly record struct GeneralizedPareto(double Shape, double Scale)
{
    /// <summary>The excess that is exceeded with the given probability, above 0 and at most 1.</summary>
    public double Quantile(double exceedance) =>
        Math.Abs(Shape) < 1e-9 ? -Scale * Math.Log(exceedance) : Scale / Shape * (Math.Pow(exceedance, -Shape) - 1);

    /// <summary>The log-likelihood of weighted excesses; negative infinity when one lies outside the support.</summary>
    public double LogLikelihood(ReadOnlySpan<double> excesses, ReadOnlySpan<double> counts)
    {
        double sum = 0;
        for (int i = 0; i < excesses.Length; i++)
        {
            double z = 1 + (Shape * excesses[i] / Scale);
            if (z <= 0)
                return double.NegativeInfinity;
            double tail = Math.Abs(Shape) < 1e-9 ? excesses[i] / Scale : (1 + (1 / Shape)) * Math.Log(z);
            sum -= counts[i] * (Math.Log(Scale) + tail);
        }

        return sum;
    }
}
