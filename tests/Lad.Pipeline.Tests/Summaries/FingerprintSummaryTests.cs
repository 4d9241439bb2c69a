using Lad.Pipeline.Batches;
using Lad.Pipeline.Summaries;
using Lad.Pipeline.Tests.Sinks;

namespace Lad.Pipeline.Tests.Summaries;

public sealed class FingerprintSummaryTests
{
    [Fact]
    public void It_keeps_count_first_last_and_largest()
    {
        var summary = new FingerprintSummary();
        RecordBatch batch = new ScoredBatch().Add("a", 0.3).Add("b", 0.999).Add("c", 0.2).Batch;
        batch.ObservedTicks[1] -= 50;
        batch.ObservedTicks[2] += 70;

        summary.Add(batch);

        FingerprintSeen seen = Assert.Single(summary.Top(10));
        Assert.Equal((3, 1, 0.999), (seen.Count, seen.Anomalies, seen.MaxScore));
        Assert.Equal((ScoredBatch.Time - 50, ScoredBatch.Time + 70), (seen.FirstSeenTicks, seen.LastSeenTicks));
        Assert.Equal("started", seen.Template);
    }

    [Fact]
    public void At_its_bound_new_fingerprints_are_only_counted()
    {
        var summary = new FingerprintSummary(capacity: 2);
        RecordBatch batch = new ScoredBatch().Add("a").Add("b").Add("c").Add("d").Batch;
        for (int i = 0; i < 4; i++) batch.Assessments[i].Fingerprint = (ulong)i % 3;

        summary.Add(batch);

        Assert.Equal((2, 1), (summary.Count, summary.Untracked));
        Assert.Equal(2, summary.Find(0)?.Count);
        Assert.Null(summary.Find(2));
    }
}
