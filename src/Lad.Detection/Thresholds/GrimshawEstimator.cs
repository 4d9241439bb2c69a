namespace Lad.Detection.Thresholds;

/// <summary>
/// Maximum-likelihood fit of a generalised Pareto distribution by reduction to one variable (Grimshaw, 1993): every stationary point
/// x = shape / scale is a root of u(x) v(x) = 1 with u(x) = mean of 1 / (1 + x y) and v(x) = 1 + mean of ln(1 + x y).
/// </summary>
public static class GrimshawEstimator
{
    private const int GridPoints = 200;
    private const int Bisections = 80;

    /// <summary>Fits the distribution to excesses above 0 with their counts; the likeliest of all roots and the exponential tail is taken.</summary>
    /// <exception cref="ArgumentException">There is no excess, or one is not above 0.</exception>
    public static GeneralizedPareto Fit(ReadOnlySpan<double> excesses, ReadOnlySpan<double> counts)
    {
        double total = 0, mean = 0, smallest = double.PositiveInfinity, largest = 0;
        for (int i = 0; i < excesses.Length; i++)
        {
            total += counts[i];
            mean += counts[i] * excesses[i];
            smallest = Math.Min(smallest, excesses[i]);
            largest = Math.Max(largest, excesses[i]);
        }

        if (!(total > 0) || !(smallest > 0))
            throw new ArgumentException("A tail is fitted to at least one excess, each above 0.", nameof(excesses));
        mean /= total;

        var best = new GeneralizedPareto(0, mean);
        double likelihood = best.LogLikelihood(excesses, counts);
        double upper = Math.Max(2 * (mean - smallest) / (smallest * smallest), 1 / mean);
        foreach ((double from, double to) in (ReadOnlySpan<(double, double)>)[(-1e-6 / mean, -(1 - 1e-9) / largest), (1e-6 / mean, upper)])
            Search(excesses, counts, total, from, to, ref best, ref likelihood);
        return best;
    }

    private static void Search(ReadOnlySpan<double> excesses, ReadOnlySpan<double> counts, double total, double from, double to, ref GeneralizedPareto best, ref double likelihood)
    {
        double ratio = Math.Pow(to / from, 1.0 / GridPoints);
        double left = from, atLeft = Residual(left, excesses, counts, total, out _);
        for (int i = 1; i <= GridPoints; i++)
        {
            double right = i == GridPoints ? to : from * Math.Pow(ratio, i);
            double atRight = Residual(right, excesses, counts, total, out _);
            if (atLeft * atRight <= 0)
            {
                double root = Bisect(left, right, atLeft, excesses, counts, total);
                _ = Residual(root, excesses, counts, total, out double shape);
                var candidate = new GeneralizedPareto(shape, shape / root);
                double value = candidate.LogLikelihood(excesses, counts);
                if (value > likelihood)
                    (best, likelihood) = (candidate, value);
            }

            (left, atLeft) = (right, atRight);
        }
    }

    private static double Bisect(double left, double right, double atLeft, ReadOnlySpan<double> excesses, ReadOnlySpan<double> counts, double total)
    {
        for (int i = 0; i < Bisections; i++)
        {
            double middle = (left + right) / 2;
            double atMiddle = Residual(middle, excesses, counts, total, out _);
            if (atLeft * atMiddle > 0)
                (left, atLeft) = (middle, atMiddle);
            else
                right = middle;
        }

        return (left + right) / 2;
    }

    /// <summary>u(x) v(x) - 1; the shape that belongs to x is v(x) - 1.</summary>
    private static double Residual(double x, ReadOnlySpan<double> excesses, ReadOnlySpan<double> counts, double total, out double shape)
    {
        double inverse = 0, logarithm = 0;
        for (int i = 0; i < excesses.Length; i++)
        {
            double z = 1 + (x * excesses[i]);
            inverse += counts[i] / z;
            logarithm += counts[i] * Math.Log(z);
        }

        shape = logarithm / total;
        return (inverse / total * (1 + shape)) - 1;
    }
}
