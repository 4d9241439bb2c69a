using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.FactStoreLoad.Filling;

/// <summary>Counts what another source is told to be stored, second by second.</summary>
internal sealed class MeteredSource(IRecordSource source) : IRecordSource
{
    private readonly List<long> perSecond = [];
    private readonly long start = TimeProvider.System.GetTimestamp();

    public string Name => source.Name;

    public long Acknowledged { get; private set; }

    /// <summary>Whole seconds so far.</summary>
    public int Seconds => Math.Max(0, perSecond.Count - 1);

    /// <summary>Whole seconds in which fewer than 10,000 were stored.</summary>
    public int SlowSeconds => perSecond.Take(Seconds).Count(stored => stored < 10_000);

    public ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation) => source.ReadAsync(batch, cancellation);

    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation)
    {
        int second = (int)TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        while (perSecond.Count <= second) perSecond.Add(0);
        perSecond[second] += batch.Count;
        Acknowledged += batch.Count;
        return source.AcknowledgeAsync(batch, cancellation);
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
