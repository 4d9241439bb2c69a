namespace Lad.Detection.Scoring;

/// <summary>A weighted sample of raw scores: distinct values in ascending order, each with the records that had it.</summary>
public sealed class ScoreDistribution
{
    private readonly double[] values;
    private readonly double[] below;

    private ScoreDistribution(double[] values, double[] counts)
    {
        this.values = values;
        Counts = counts;
        below = new double[values.Length + 1];
        for (int i = 0; i < values.Length; i++)
            below[i + 1] = below[i] + counts[i];
    }

    /// <summary>The distinct scores, ascending.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Records with each score.</summary>
    public ReadOnlyMemory<double> Counts { get; }

    /// <summary>Records in the sample.</summary>
    public double Total => below[^1];

    /// <summary>Makes a sample of scores that count once each.</summary>
    public static ScoreDistribution Of(IReadOnlyList<double> scores) => Weighted(scores.Select(static score => (score, 1.0)));

    /// <summary>Makes a sample of scores with the number of records that had each; equal scores are joined.</summary>
    /// <exception cref="ArgumentException">A score is not finite or a count is negative.</exception>
    public static ScoreDistribution Weighted(IEnumerable<(double Score, double Count)> scores)
    {
        var distinct = new SortedDictionary<double, double>();
        foreach ((double score, double count) in scores)
        {
            if (!double.IsFinite(score) || !(count >= 0))
                throw new ArgumentException($"A sample takes finite scores with counts of 0 or more, got {count} x {score}.", nameof(scores));
            if (count > 0)
                distinct[score] = distinct.GetValueOrDefault(score) + count;
        }

        return new ScoreDistribution([.. distinct.Keys], [.. distinct.Values]);
    }

    /// <summary>Records below the i-th distinct score.</summary>
    public double Below(int index) => below[index];

    /// <summary>Records above the i-th distinct score.</summary>
    public double Above(int index) => below[^1] - below[index + 1];
}
