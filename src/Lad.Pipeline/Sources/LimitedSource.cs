using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sources;

/// <summary>The first records of a source, so many at most. What is behind them is not acknowledged, and a later run finds it.</summary>
/// <param name="source">The source; disposed with this one.</param>
/// <param name="records">Records at most, at least 1.</param>
public sealed class LimitedSource(IRecordSource source, long records) : IRecordSource
{
    private RecordBatch? last;
    private long left = records;
    private int next;

    /// <inheritdoc/>
    public string Name => source.Name;

    /// <inheritdoc/>
    public MessagingOrigin? Origin => source.Origin;

    /// <inheritdoc/>
    public SourceCounters? Counters => source.Counters;

    /// <inheritdoc/>
    public async ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        if (GiveLast(batch)) return true;
        if (left == 0) return false;
        RecordBatch into = Into(batch);
        return await source.ReadAsync(into, cancellation).ConfigureAwait(false) && Took(into, batch);
    }

    /// <inheritdoc/>
    public bool Drain(RecordBatch batch)
    {
        if (GiveLast(batch)) return true;
        if (left == 0) return false;
        RecordBatch into = Into(batch);
        return source.Drain(into) && Took(into, batch);
    }

    /// <inheritdoc/>
    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation) => source.AcknowledgeAsync(batch, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    // The source fills what it is given: towards the end that is a batch with room for the rest alone.
    private RecordBatch Into(RecordBatch batch) => left >= batch.Capacity ? batch : last = new RecordBatch((int)left);

    private bool Took(RecordBatch into, RecordBatch batch)
    {
        left -= into.Count;
        return into == batch || GiveLast(batch);
    }

    private bool GiveLast(RecordBatch batch)
    {
        if (last is null || next == last.Count) return false;
        while (next < last.Count && !batch.IsFull) batch.Append(last, next++);
        if (next == last.Count) (last, next) = (null, 0);
        return true;
    }
}
