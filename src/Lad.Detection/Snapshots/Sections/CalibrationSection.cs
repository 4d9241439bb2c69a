using Lad.Detection.Scoring;

namespace Lad.Detection.Snapshots.Sections;

/// <summary>Section CALI: how raw scores become levels.</summary>
internal static class CalibrationSection
{
    public static void Write(SnapshotOutput output, ScoreCalibration calibration)
    {
        output.Count(calibration.RawScores.Count);
        foreach (double raw in calibration.RawScores) output.Double(raw);
        foreach (double level in calibration.Levels) output.Double(level);
        output.Double(calibration.TailScale);
    }

    public static ScoreCalibration Read(ref SnapshotInput input)
    {
        int points = input.Count("points", SnapshotLimits.CalibrationPoints, 2 * sizeof(double));
        return new ScoreCalibration
        {
            RawScores = input.Ascending("the raw scores", points),
            Levels = input.Ascending("the levels", points, 0, Math.BitDecrement(1.0)),
            TailScale = input.Double("the tail scale", double.Epsilon),
        };
    }
}
