using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Summaries;

/// <summary>What was seen of one fingerprint. Times are event times, or observed ones where records name none, in UTC ticks.</summary>
public struct FingerprintSeen
{
    /// <summary>The fingerprint.</summary>
    public ulong Fingerprint { get; private set; }

    /// <summary>Records with it.</summary>
    public long Count { get; private set; }

    /// <summary>Of those, the anomalies.</summary>
    public long Anomalies { get; private set; }

    /// <summary>Earliest time.</summary>
    public long FirstSeenTicks { get; private set; }

    /// <summary>Latest time.</summary>
    public long LastSeenTicks { get; private set; }

    /// <summary>Largest score, 0 to 1.</summary>
    public double MaxScore { get; private set; }

    /// <summary>The template's text; only known when an anomaly had this fingerprint.</summary>
    public string? Template { get; private set; }

    internal static FingerprintSeen New(ulong fingerprint, long ticks) => new() { Fingerprint = fingerprint, FirstSeenTicks = ticks, LastSeenTicks = ticks };

    internal void Add(RecordBatch batch, int index)
    {
        long ticks = batch.TimeTicks(index);
        Count++;
        FirstSeenTicks = Math.Min(FirstSeenTicks, ticks);
        LastSeenTicks = Math.Max(LastSeenTicks, ticks);
        MaxScore = Math.Max(MaxScore, batch.Assessments[index].Score);
        if (!batch.Assessments[index].IsAnomaly) return;
        Anomalies++;
        Template ??= batch.DetectorOf(index)!.TemplateText(batch.Message(index), batch.Assessments[index], batch.Scratch!);
    }
}
