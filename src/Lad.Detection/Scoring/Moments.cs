namespace Lad.Detection.Scoring;

/// <summary>Mean and standard deviation of a weighted sample.</summary>
internal static class Moments
{
    /// <summary>Mean and population standard deviation; both 0 for an empty sample.</summary>
    public static (double Mean, double Deviation) Of(ScoreDistribution sample)
    {
        if (sample.Total <= 0)
            return (0, 0);
        ReadOnlySpan<double> values = sample.Values, counts = sample.Counts.Span;
        double mean = 0;
        for (int i = 0; i < values.Length; i++)
            mean += values[i] * counts[i];
        mean /= sample.Total;
        double variance = 0;
        for (int i = 0; i < values.Length; i++)
            variance += counts[i] * (values[i] - mean) * (values[i] - mean);
        return (mean, Math.Sqrt(variance / sample.Total));
    }
}
