using Lad.Detection.Scoring;

namespace Lad.Detection.Thresholds;

/// <summary>
/// Peaks over threshold: a generalised Pareto distribution fitted to the excesses over a high quantile tells the score that a
/// record exceeds with a given risk (Siffer, Fouque, Termier and Largouët, 2017).
/// </summary>
/// <remarks>With fewer than ten distinct excesses there is no tail to fit and the conformal quantile of the same risk is taken.</remarks>
public sealed record PeaksOverThresholdPolicy : ThresholdPolicy
{
    internal const string PolicyName = "pot";

    private const double InitialQuantile = 0.98;
    private const int MinPeaks = 10;

    /// <summary>Wanted probability that a normal record exceeds the threshold, above 0 and below 0.02. Default 0.001.</summary>
    public double Risk { get; init; } = 0.001;

    /// <inheritdoc/>
    public override string Name => PolicyName;

    /// <inheritdoc/>
    public override double Parameter => Risk;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Faults =>
        Risk is > 0 and < 1 - InitialQuantile ? [] : [$"The risk of 'pot' must be above 0 and below 0.02, got {Risk}."];

    /// <inheritdoc/>
    public override double Fit(ScoreDistribution heldBack)
    {
        int first = FirstPeak(heldBack);
        if (heldBack.Values.Length - first < MinPeaks)
            return new QuantilePolicy { FalseAlarmRate = Risk }.Fit(heldBack);

        double initial = heldBack.Values[first - 1];
        var excesses = new double[heldBack.Values.Length - first];
        for (int i = 0; i < excesses.Length; i++)
            excesses[i] = heldBack.Values[first + i] - initial;
        GeneralizedPareto tail = GrimshawEstimator.Fit(excesses, heldBack.Counts.Span[first..]);
        double peaks = heldBack.Above(first - 1);
        return initial + tail.Quantile(Risk * heldBack.Total / peaks);
    }

    /// <summary>Index of the first score above the initial quantile.</summary>
    private static int FirstPeak(ScoreDistribution heldBack)
    {
        int index = 0;
        while (index < heldBack.Values.Length && (index == 0 || heldBack.Below(index) < InitialQuantile * heldBack.Total))
            index++;
        return index;
    }
}
