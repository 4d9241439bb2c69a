using Lad.Detection.Thresholds;

namespace Lad.Detection.Snapshots.Sections;

/// <summary>Section THRS: the threshold and the policy that set it.</summary>
internal static class ThresholdSection
{
    public static void Write(SnapshotOutput output, Threshold threshold)
    {
        output.Text(threshold.Policy);
        output.Double(threshold.Parameter);
        output.Double(threshold.Value);
        output.Double(threshold.Floor);
    }

    public static Threshold Read(ref SnapshotInput input) => new()
    {
        Policy = input.Text("the policy"),
        Parameter = input.Double("the policy's parameter"),
        Value = input.Double("the threshold", 0, 1),
        Floor = input.Double("the floor", 0, 1),
    };
}
