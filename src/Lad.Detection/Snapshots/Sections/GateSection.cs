using Lad.Detection.Training;

namespace Lad.Detection.Snapshots.Sections;

/// <summary>Section GATE, which a snapshot need not have: what the gate found.</summary>
internal static class GateSection
{
    // Two lengths and whether it passed.
    private const int LeastBytes = (2 * sizeof(uint)) + 1;

    public static void Write(SnapshotOutput output, IReadOnlyList<GateResult> results)
    {
        output.Count(results.Count);
        foreach (GateResult result in results)
        {
            output.Text(result.Criterion);
            output.Byte(result.Passed ? (byte)1 : (byte)0);
            output.Text(result.Sentence);
        }
    }

    public static IReadOnlyList<GateResult> Read(ref SnapshotInput input)
    {
        var results = new GateResult[input.Count("criteria", SnapshotLimits.GateCriteria, LeastBytes)];
        if (results.Length == 0) throw input.Malformed("there is no criterion", sizeof(uint));
        for (int i = 0; i < results.Length; i++)
            results[i] = new GateResult(input.Text("a criterion"), input.Flag("whether a criterion was met"), input.Text("what was found"));
        return results;
    }
}
