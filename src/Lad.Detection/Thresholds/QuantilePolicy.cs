using Lad.Detection.Scoring;

namespace Lad.Detection.Thresholds;

/// <summary>
/// Split conformal: the wanted share of false alarms among records like the held-back ones. Scores of known messages are
/// discrete, so the share can often not be met exactly; the attainable one nearest to it is taken, and the threshold lies halfway between the
/// two held-back scores that it separates.
/// </summary>
public sealed record QuantilePolicy : ThresholdPolicy
{
    internal const string PolicyName = "quantile";

    /// <summary>Wanted share of false alarms, above 0 and below 1. Default 0.01.</summary>
    public double FalseAlarmRate { get; init; } = 0.01;

    /// <inheritdoc/>
    public override string Name => PolicyName;

    /// <inheritdoc/>
    public override double Parameter => FalseAlarmRate;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Faults =>
        FalseAlarmRate is > 0 and < 1 ? [] : [$"The wanted false-alarm rate of 'quantile' must be above 0 and below 1, got {FalseAlarmRate}."];

    /// <inheritdoc/>
    public override double Fit(ScoreDistribution heldBack)
    {
        double wanted = FalseAlarmRate * heldBack.Total;
        double nearest = double.PositiveInfinity;
        int last = -1;
        for (int i = heldBack.Values.Length - 1; i >= 0; i--)
        {
            double miss = Math.Abs(heldBack.Above(i) - wanted);
            if (miss > nearest)
                break;
            (last, nearest) = (i, miss);
        }

        if (last < 0)
            return double.PositiveInfinity;
        return last + 1 < heldBack.Values.Length ? (heldBack.Values[last] + heldBack.Values[last + 1]) / 2 : heldBack.Values[last];
    }
}
