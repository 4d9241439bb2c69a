using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.FactStoreLoad.Filling;

/// <summary>Lines made as they are read; counts what is acknowledged in each second.</summary>
internal sealed class LinesSource(ScoredLoad load) : IRecordSource
{
    private readonly SourceStream stream = new("load", "load");
    private readonly List<long> perSecond = [];
    private readonly long start = TimeProvider.System.GetTimestamp();
    private int next;

    public string Name => "load";

    public long Acknowledged { get; private set; }

    /// <summary>Whole seconds so far.</summary>
    public int Seconds => Math.Max(0, perSecond.Count - 1);

    /// <summary>Whole seconds in which fewer than 10,000 were stored.</summary>
    public int SlowSeconds => perSecond.Take(Seconds).Count(stored => stored < 10_000);

    public ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        for (; next < load.Count && !batch.IsFull; next++) batch.Append(load.Line(next), new SourcePosition(stream, next, next + 1), TimeProvider.System.GetUtcNow().UtcTicks);
        return ValueTask.FromResult(batch.Count > 0);
    }

    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation)
    {
        int second = (int)TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        while (perSecond.Count <= second) perSecond.Add(0);
        perSecond[second] += batch.Count;
        Acknowledged += batch.Count;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
