namespace Lad.Detection.Scoring;

/// <summary>Fits a <see cref="ScoreCalibration"/> to held-back scores.</summary>
internal static class CalibrationFit
{
    // The part above this share is where thresholds lie: it is never thinned before the rest.
    private const int TailPoints = ScoreCalibration.MaxPoints / 2;

    public static ScoreCalibration Fit(ScoreDistribution heldBack)
    {
        int[] kept = Kept(heldBack.Values.Length);
        if (kept.Length == 0)
            return new ScoreCalibration { RawScores = [], Levels = [], TailScale = 1 };
        var rawScores = new double[kept.Length + 1];
        var levels = new double[kept.Length + 1];
        for (int i = 0; i < kept.Length; i++)
        {
            rawScores[i] = heldBack.Values[kept[i]];
            levels[i] = heldBack.Below(kept[i]) / (heldBack.Total + 1);
        }

        // Nothing lies below the smallest, yet smaller raw scores must still rank below it.
        if (rawScores[0] > 0)
            levels[0] = 0.5 / (heldBack.Total + 1);

        // Whatever exceeds the largest exceeds them all, however many records share the largest.
        rawScores[^1] = Math.BitIncrement(rawScores[^2]);
        levels[^1] = heldBack.Total / (heldBack.Total + 1);
        return new ScoreCalibration { RawScores = rawScores, Levels = levels, TailScale = TailScale(heldBack) };
    }

    private static int[] Kept(int count)
    {
        if (count < ScoreCalibration.MaxPoints)
            return [.. Enumerable.Range(0, count)];
        int body = count - TailPoints;
        int bodyPoints = ScoreCalibration.MaxPoints - TailPoints - 1;
        IEnumerable<int> thinned = Enumerable.Range(0, bodyPoints).Select(i => (int)((long)i * body / bodyPoints));
        return [.. thinned, .. Enumerable.Range(body, TailPoints)];
    }

    /// <summary>The weighted standard deviation of the sample: a tail as wide as the sample itself.</summary>
    private static double TailScale(ScoreDistribution heldBack)
    {
        (double mean, double deviation) = Moments.Of(heldBack);
        return deviation > 0 ? deviation : mean > 0 ? mean : 1;
    }
}
