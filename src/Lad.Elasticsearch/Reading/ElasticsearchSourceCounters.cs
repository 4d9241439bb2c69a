namespace Lad.Elasticsearch.Reading;

/// <summary>What only an Elasticsearch source counts. Written by the source alone; may be read from any thread.</summary>
public sealed class ElasticsearchSourceCounters
{
    private long sweeps;
    private long repeats;
    private long lostSnapshots;

    /// <summary>Sweeps that were begun.</summary>
    public long Sweeps => Interlocked.Read(ref sweeps);

    /// <summary>Documents that sweeps met again and dropped: what looking back costs.</summary>
    public long Repeats => Interlocked.Read(ref repeats);

    /// <summary>Points in time and scrolls that were lost before they were read to their end.</summary>
    public long LostSnapshots => Interlocked.Read(ref lostSnapshots);

    // One writer, as for all counters of sources.
    internal void AddSweep() => Volatile.Write(ref sweeps, sweeps + 1);

    internal void AddRepeats(long count) => Volatile.Write(ref repeats, repeats + count);

    internal void AddLostSnapshot() => Volatile.Write(ref lostSnapshots, lostSnapshots + 1);
}
