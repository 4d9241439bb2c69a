using Lad.Detection.Snapshots;

namespace Lad.Detection.Tests;

public sealed class ModelFootprintTests
{
    [Fact]
    public void The_estimate_is_near_what_a_model_and_its_detector_take()
    {
        const int Copies = 8;
        byte[] snapshot = SnapshotWriter.Write(ShopLog.Train(Varied()));
        var kept = new Detector[Copies];
        _ = new Detector(SnapshotReader.Read(snapshot));

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Copies; i++) kept[i] = new Detector(SnapshotReader.Read(snapshot));
        long allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / Copies;

        // What is allocated along the way is more than what stays.
        Assert.InRange(kept[0].Model.EstimatedBytes, allocated / 4, allocated * 3 / 2);
    }

    // Many words and templates, so that what grows with them counts.
    private static IEnumerable<string> Varied() => Enumerable.Range(0, 20_000).Select(i => $"unit{Letters(i % 800)} did {Letters(i % 800 * 7)} to part {i} of {Letters(i % 797)} within {i % 30} ms");

    private static string Letters(int number) => string.Concat($"{number:0000}".Select(digit => (char)('a' + digit - '0')));
}
