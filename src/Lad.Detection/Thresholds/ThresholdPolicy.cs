using Lad.Detection.Scoring;

namespace Lad.Detection.Thresholds;

/// <summary>How a threshold is set from the raw scores of held-back records.</summary>
public abstract record ThresholdPolicy
{
    /// <summary>The policy's name in settings and snapshots.</summary>
    public abstract string Name { get; }

    /// <summary>The policy's parameter as settings and snapshots give it.</summary>
    public abstract double Parameter { get; }

    /// <summary>What is wrong with the parameter; empty when it can be used.</summary>
    public abstract IReadOnlyList<string> Faults { get; }

    /// <summary>The names of all policies, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = [QuantilePolicy.PolicyName, SigmaPolicy.PolicyName, MaxFractionPolicy.PolicyName, PeaksOverThresholdPolicy.PolicyName];

    /// <summary>Makes a policy from its name in settings.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="parameter">The policy's parameter; <see langword="null"/> for its default.</param>
    /// <exception cref="ArgumentException">The name is unknown or the parameter out of range.</exception>
    public static ThresholdPolicy Parse(string name, double? parameter = null)
    {
        ThresholdPolicy policy = name switch
        {
            QuantilePolicy.PolicyName => parameter is { } rate ? new QuantilePolicy { FalseAlarmRate = rate } : new QuantilePolicy(),
            SigmaPolicy.PolicyName => parameter is { } deviations ? new SigmaPolicy { Deviations = deviations } : new SigmaPolicy(),
            MaxFractionPolicy.PolicyName => parameter is { } fraction ? new MaxFractionPolicy { Fraction = fraction } : new MaxFractionPolicy(),
            PeaksOverThresholdPolicy.PolicyName => parameter is { } risk ? new PeaksOverThresholdPolicy { Risk = risk } : new PeaksOverThresholdPolicy(),
            _ => throw new ArgumentException($"There is no threshold policy '{name}'; choose one of {string.Join(", ", Names)}.", nameof(name)),
        };
        return policy.Faults.Count == 0 ? policy : throw new ArgumentException(string.Join(" ", policy.Faults), nameof(parameter));
    }

    /// <summary>The raw score above which a record is an anomaly; infinite when the sample is empty.</summary>
    public abstract double Fit(ScoreDistribution heldBack);

    /// <summary>Sets a threshold on the calibrated scale.</summary>
    /// <param name="heldBack">Raw scores of held-back records.</param>
    /// <param name="calibration">The calibration fitted to the same records.</param>
    /// <param name="floor">No calibrated score at or below this is an anomaly, 0 to 1.</param>
    public Threshold Set(ScoreDistribution heldBack, ScoreCalibration calibration, double floor)
    {
        double raw = Fit(heldBack);
        double value = double.IsFinite(raw) ? calibration.Calibrate(Math.Max(raw, 0)) : 1;
        return new Threshold { Policy = Name, Parameter = Parameter, Value = value, Floor = floor };
    }
}
