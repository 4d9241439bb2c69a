namespace Lad.Detection.Thresholds;

/// <summary>The score above which a message is an anomaly.</summary>
public sealed record Threshold
{
    /// <summary>The policy that set it: <c>quantile</c>, <c>sigma</c>, <c>max-fraction</c> or <c>pot</c>.</summary>
    public required string Policy { get; init; }

    /// <summary>The policy's parameter, e.g. the wanted false-alarm rate of <c>quantile</c>.</summary>
    public required double Parameter { get; init; }

    /// <summary>A message is an anomaly when its score exceeds this, 0 to 1.</summary>
    public required double Value { get; init; }

    /// <summary>No score at or below this is an anomaly, whatever the policy says; 0 to 1.</summary>
    public double Floor { get; init; }
}
