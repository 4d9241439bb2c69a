namespace Lad.Detection.Scoring;

/// <summary>How a raw score becomes one in [0, 1] that means the same for every model; fitted to held-back records only.</summary>
public sealed record ScoreCalibration
{
    /// <summary>Ascending raw scores of held-back records, thinned to a bounded number of quantiles.</summary>
    public required IReadOnlyList<double> Quantiles { get; init; }
}
