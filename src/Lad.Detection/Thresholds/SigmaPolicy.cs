using Lad.Detection.Scoring;

namespace Lad.Detection.Thresholds;

/// <summary>Mean plus a number of standard deviations of the held-back scores.</summary>
public sealed record SigmaPolicy : ThresholdPolicy
{
    internal const string PolicyName = "sigma";

    /// <summary>Standard deviations above the mean, above 0. Default 3.</summary>
    public double Deviations { get; init; } = 3;

    /// <inheritdoc/>
    public override string Name => PolicyName;

    /// <inheritdoc/>
    public override double Parameter => Deviations;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Faults =>
        Deviations > 0 && double.IsFinite(Deviations) ? [] : [$"The standard deviations of 'sigma' must be above 0 and finite, got {Deviations}."];

    /// <inheritdoc/>
    public override double Fit(ScoreDistribution heldBack)
    {
        if (heldBack.Total <= 0)
            return double.PositiveInfinity;
        (double mean, double deviation) = Moments.Of(heldBack);
        return mean + (Deviations * deviation);
    }
}
