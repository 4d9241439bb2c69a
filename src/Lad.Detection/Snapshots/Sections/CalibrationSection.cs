using Lad.Detection.Scoring;

namespace Lad.Detection.Snapshots.Sections;

/// <summary>Section CALI: the held-back records' raw scores.</summary>
internal static class CalibrationSection
{
    public static void Write(SnapshotOutput output, ScoreCalibration calibration)
    {
        output.Count(calibration.Quantiles.Count);
        foreach (double quantile in calibration.Quantiles) output.Double(quantile);
    }

    public static ScoreCalibration Read(ref SnapshotInput input) => new() { Quantiles = input.Ascending("quantiles", SnapshotLimits.Quantiles) };
}
