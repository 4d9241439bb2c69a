using Lad.Detection.Scoring;

namespace Lad.Detection.Thresholds;

/// <summary>A fraction of the largest held-back score.</summary>
public sealed record MaxFractionPolicy : ThresholdPolicy
{
    internal const string PolicyName = "max-fraction";

    /// <summary>Fraction of the largest held-back score, above 0; above 1 is beyond it. Default 0.9.</summary>
    public double Fraction { get; init; } = 0.9;

    /// <inheritdoc/>
    public override string Name => PolicyName;

    /// <inheritdoc/>
    public override double Parameter => Fraction;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Faults =>
        Fraction > 0 && double.IsFinite(Fraction) ? [] : [$"The fraction of 'max-fraction' must be above 0 and finite, got {Fraction}."];

    /// <inheritdoc/>
    public override double Fit(ScoreDistribution heldBack) =>
        heldBack.Total <= 0 ? double.PositiveInfinity : Fraction * heldBack.Values[^1];
}
