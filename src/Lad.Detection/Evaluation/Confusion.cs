namespace Lad.Detection.Evaluation;

/// <summary>What a threshold gets right and wrong.</summary>
/// <param name="Threshold">A unit is called an anomaly when its score exceeds this.</param>
/// <param name="TruePositives">Anomalies called so.</param>
/// <param name="FalsePositives">Normal units called anomalies.</param>
/// <param name="FalseNegatives">Anomalies that were missed.</param>
/// <param name="TrueNegatives">Normal units left alone.</param>
public readonly record struct Confusion(double Threshold, long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>Share of alarms that are right; 0 without an alarm.</summary>
    public double Precision => Ratio(TruePositives, TruePositives + FalsePositives);

    /// <summary>Share of anomalies that are found; 0 without an anomaly.</summary>
    public double Recall => Ratio(TruePositives, TruePositives + FalseNegatives);

    /// <summary>Harmonic mean of precision and recall; 0 when both are.</summary>
    public double F1 => Ratio(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Share of normal units called anomalies; 0 without a normal unit.</summary>
    public double FalseAlarmRate => Ratio(FalsePositives, FalsePositives + TrueNegatives);

    /// <summary>Counts what calling every score above <paramref name="threshold"/> an anomaly gets right and wrong.</summary>
    public static Confusion At(double threshold, ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        long truePositives = 0, falsePositives = 0, falseNegatives = 0, trueNegatives = 0;
        foreach (ScoreGroup group in ScoreGroup.Descending(scores, labels))
        {
            if (group.Score > threshold)
                (truePositives, falsePositives) = (truePositives + group.Positives, falsePositives + group.Negatives);
            else
                (falseNegatives, trueNegatives) = (falseNegatives + group.Positives, trueNegatives + group.Negatives);
        }

        return new Confusion(threshold, truePositives, falsePositives, falseNegatives, trueNegatives);
    }

    /// <summary>The confusion at the threshold with the largest F1 that any threshold reaches; the highest such threshold.</summary>
    public static Confusion Best(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        List<ScoreGroup> groups = ScoreGroup.Descending(scores, labels);
        long positives = groups.Sum(static group => group.Positives), negatives = groups.Sum(static group => group.Negatives);
        var best = new Confusion(groups.Count == 0 ? 0 : groups[0].Score, 0, 0, positives, negatives);
        long truePositives = 0, falsePositives = 0;
        for (int i = 0; i < groups.Count; i++)
        {
            truePositives += groups[i].Positives;
            falsePositives += groups[i].Negatives;
            double threshold = i + 1 < groups.Count ? groups[i + 1].Score : Math.BitDecrement(groups[i].Score);
            var here = new Confusion(threshold, truePositives, falsePositives, positives - truePositives, negatives - falsePositives);
            if (here.F1 > best.F1)
                best = here;
        }

        return best;
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
