using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;

namespace Lad.Pipeline.Graph;

/// <summary>
/// What the graph counts while it runs; safe to read from any thread. Outcomes are counted once they are delivered and acknowledged, so that
/// received = scored + dead-lettered + filtered + <see cref="InFlight"/> at any time, and nothing is in flight when the graph ended in order.
/// </summary>
public sealed class GraphCounters
{
    private long received;
    private long bytes;
    private long batches;
    private long scored;
    private long deadLettered;
    private long filtered;
    private long anomalies;
    private long limited;
    private long falsePositives;
    private long snoozed;
    private long scheduled;
    private long truncated;
    private volatile StageCounters[] stages = [];

    /// <summary>Records that the source gave.</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>Bytes of those records.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Batches in which they came.</summary>
    public long Batches => Interlocked.Read(ref batches);

    /// <summary>Records whose verdict was delivered.</summary>
    public long Scored => Interlocked.Read(ref scored);

    /// <summary>Records that were kept as dead letters.</summary>
    public long DeadLettered => Interlocked.Read(ref deadLettered);

    /// <summary>Records that were left out on purpose.</summary>
    public long Filtered => Interlocked.Read(ref filtered);

    /// <summary>Of the scored records, the anomalies.</summary>
    public long Anomalies => Interlocked.Read(ref anomalies);

    /// <summary>Of the anomalies, those that did not alert.</summary>
    public long Suppressed => SuppressedBy.Total;

    /// <summary>The same by reason.</summary>
    public SuppressionTally SuppressedBy => new(Interlocked.Read(ref limited), Interlocked.Read(ref falsePositives), Interlocked.Read(ref snoozed), Interlocked.Read(ref scheduled));

    /// <summary>Records of which a bound cut a part.</summary>
    public long Truncated => Interlocked.Read(ref truncated);

    /// <summary>Records that were read and are neither delivered nor left out yet. After a fault or a missed deadline: those that will be read again.</summary>
    public long InFlight => Received - Scored - DeadLettered - Filtered;

    /// <summary>The stages, in the order in which records pass them.</summary>
    public IReadOnlyList<StageCounters> Stages => stages;

    internal StageCounters AddStage(string name)
    {
        var stage = new StageCounters(name);
        stages = [.. stages, stage];
        return stage;
    }

    internal void Read(RecordBatch batch)
    {
        Interlocked.Add(ref received, batch.Count);
        Interlocked.Add(ref bytes, batch.ByteCount);
        Interlocked.Increment(ref batches);
    }

    internal void Delivered(BatchTally tally)
    {
        Interlocked.Add(ref scored, tally.Scored);
        if (tally.DeadLettered != 0) Interlocked.Add(ref deadLettered, tally.DeadLettered);
        if (tally.Filtered != 0) Interlocked.Add(ref filtered, tally.Filtered);
        if (tally.Anomalies != 0) Interlocked.Add(ref anomalies, tally.Anomalies);
        if (tally.Suppressed.WindowLimit != 0) Interlocked.Add(ref limited, tally.Suppressed.WindowLimit);
        if (tally.Suppressed.FalsePositive != 0) Interlocked.Add(ref falsePositives, tally.Suppressed.FalsePositive);
        if (tally.Suppressed.Snooze != 0) Interlocked.Add(ref snoozed, tally.Suppressed.Snooze);
        if (tally.Suppressed.Schedule != 0) Interlocked.Add(ref scheduled, tally.Suppressed.Schedule);
        if (tally.Truncated != 0) Interlocked.Add(ref truncated, tally.Truncated);
    }
}
