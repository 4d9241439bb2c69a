namespace Lad.Detection.Scoring;

/// <summary>
/// How a raw score becomes one in [0, 1] that means the same for every model; fitted to records that were left out of what scores them.
/// A calibrated score s says that a share s of the held-back records had a smaller raw score (one minus the split-conformal p-value;
/// Vovk, Gammerman and Shafer, 2005). Strictly increasing in the raw score: between two points it is linear, above the last the rest up to 1 shrinks like 1 / (1 + excess), so that even far scores keep their order.
/// </summary>
public sealed record ScoreCalibration
{
    /// <summary>Ascending distinct raw scores of held-back records, thinned to at most <see cref="MaxPoints"/>; the largest are always kept.</summary>
    public required IReadOnlyList<double> RawScores { get; init; }

    /// <summary>The calibrated score at each of <see cref="RawScores"/>, strictly ascending, each in [0, 1).</summary>
    public required IReadOnlyList<double> Levels { get; init; }

    /// <summary>How much the raw score must exceed the largest held-back one for the rest up to 1 to halve; above 0.</summary>
    public required double TailScale { get; init; }

    /// <summary>Points that a calibration keeps at most.</summary>
    public const int MaxPoints = 1024;

    /// <summary>Fits a calibration to the raw scores of held-back records.</summary>
    /// <param name="heldBack">The sample; when it is empty every raw score above 0 counts as beyond the largest.</param>
    public static ScoreCalibration Fit(ScoreDistribution heldBack) => CalibrationFit.Fit(heldBack);

    /// <summary>The calibrated score, 0 to 1, of a raw score of 0 or more.</summary>
    public double Calibrate(double raw)
    {
        int count = RawScores.Count;
        double last = count == 0 ? 0 : RawScores[count - 1];
        if (raw >= last)
        {
            double level = count == 0 ? 0 : Levels[count - 1];
            double score = 1 - ((1 - level) / (1 + ((raw - last) / TailScale)));
            return Math.Min(score, Math.BitDecrement(1.0));
        }

        int above = FirstAbove(raw);
        (double lowRaw, double lowLevel) = above == 0 ? (0.0, 0.0) : (RawScores[above - 1], Levels[above - 1]);
        double width = RawScores[above] - lowRaw;
        if (raw <= lowRaw || width <= 0)
            return lowLevel;
        return lowLevel + ((Levels[above] - lowLevel) * (raw - lowRaw) / width);
    }

    private int FirstAbove(double raw)
    {
        int low = 0, high = RawScores.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (RawScores[middle] > raw)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
