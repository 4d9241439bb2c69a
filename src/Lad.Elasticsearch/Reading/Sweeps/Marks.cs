namespace Lad.Elasticsearch.Reading.Sweeps;

/// <summary>Times that hold once all documents before a sequence number are acknowledged.</summary>
internal sealed class Marks
{
    private readonly Queue<(long After, long Time)> settled = new();
    private (long After, long Time)? last;

    /// <summary>Notes a time. Both never decrease, or the time is of no interest.</summary>
    /// <param name="after">Documents with smaller sequence numbers must be acknowledged.</param>
    /// <param name="time">The time that holds then.</param>
    public void Add(long after, long time)
    {
        if (last is { } latest && latest.After != after) settled.Enqueue(latest);
        last = (after, last is { } same && same.Time > time ? same.Time : time);
    }

    /// <summary>Takes out what holds.</summary>
    /// <param name="acknowledged">Documents with smaller sequence numbers are acknowledged.</param>
    /// <param name="time">The latest time that holds; stays when nothing new does.</param>
    public void Take(long acknowledged, ref long time)
    {
        while (settled.TryPeek(out (long After, long Time) mark) && mark.After <= acknowledged) time = Math.Max(time, settled.Dequeue().Time);
        if (settled.Count > 0 || last is not { } latest || latest.After > acknowledged) return;
        time = Math.Max(time, latest.Time);
        last = null;
    }
}
