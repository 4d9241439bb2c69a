namespace Lad.Detection.Evaluation;

/// <summary>How well scores rank what is anomalous above what is not, whatever the threshold.</summary>
public static class RankingMetrics
{
    /// <summary>
    /// Area under the receiver operating characteristic: the chance that an anomaly scores above a normal unit, ties counting half.
    /// Not a number when there are no anomalies or nothing else.
    /// </summary>
    public static double RocAuc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        double area = 0;
        long negativesAbove = 0, positivesAbove = 0;
        foreach (ScoreGroup group in ScoreGroup.Descending(scores, labels))
        {
            area += group.Negatives * (positivesAbove + (group.Positives / 2.0));
            positivesAbove += group.Positives;
            negativesAbove += group.Negatives;
        }

        return positivesAbove == 0 || negativesAbove == 0 ? double.NaN : area / ((double)positivesAbove * negativesAbove);
    }

    /// <summary>
    /// Average precision: the sum over distinct scores, from the largest, of precision times the gain in recall; not interpolated.
    /// Not a number when there are no anomalies.
    /// </summary>
    public static double AveragePrecision(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        double sum = 0;
        long above = 0, positivesAbove = 0;
        foreach (ScoreGroup group in ScoreGroup.Descending(scores, labels))
        {
            positivesAbove += group.Positives;
            above += group.Positives + group.Negatives;
            sum += group.Positives * ((double)positivesAbove / above);
        }

        return positivesAbove == 0 ? double.NaN : sum / positivesAbove;
    }
}
