namespace Lad.Elasticsearch.Reading;

/// <summary>What only an Elasticsearch source counts. Written by the source alone; may be read from any thread.</summary>
public sealed class ElasticsearchSourceCounters
{
    private long sweeps;
    private long repeats;
    private long lostSnapshots;
    private long readUpTo = long.MinValue;

    /// <summary>Sweeps that were begun.</summary>
    public long Sweeps => Interlocked.Read(ref sweeps);

    /// <summary>Documents that sweeps met again and dropped: what looking back costs.</summary>
    public long Repeats => Interlocked.Read(ref repeats);

    /// <summary>Points in time and scrolls that were lost before they were read to their end.</summary>
    public long LostSnapshots => Interlocked.Read(ref lostSnapshots);

    /// <summary>The time up to which was read: of the newest document that was handed on, or when the latest sweep that is over began; <see langword="null"/> before the first.</summary>
    public DateTimeOffset? ReadUpTo => Interlocked.Read(ref readUpTo) is > long.MinValue and long time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;

    // One writer, as for all counters of sources.
    internal void AddSweep() => Volatile.Write(ref sweeps, sweeps + 1);

    internal void AddRepeats(long count) => Volatile.Write(ref repeats, repeats + count);

    internal void ReadTo(long time)
    {
        if (time > readUpTo && time >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()) Volatile.Write(ref readUpTo, time);
    }

    internal void AddLostSnapshot() => Volatile.Write(ref lostSnapshots, lostSnapshots + 1);
}
