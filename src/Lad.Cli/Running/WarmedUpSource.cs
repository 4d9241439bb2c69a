using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.Cli.Running;

/// <summary>A source of which the first records were read ahead, to learn from: gives them again, then goes on. Acknowledgements reach the source.</summary>
/// <param name="source">The source; not disposed with this one.</param>
internal sealed class WarmedUpSource(IRecordSource source) : IRecordSource
{
    private readonly Queue<RecordBatch> ahead = new();
    private int next;

    /// <inheritdoc/>
    public string Name => source.Name;

    /// <inheritdoc/>
    public MessagingOrigin? Origin => source.Origin;

    /// <summary>Reads ahead.</summary>
    /// <param name="batch">The batch to read into; belongs to this source afterwards.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async ValueTask<bool> ReadAheadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        if (!await source.ReadAsync(batch, cancellation).ConfigureAwait(false)) return false;
        ahead.Enqueue(batch);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        if (ahead.Count == 0) return source.ReadAsync(batch, cancellation);
        GiveAgain(batch);
        return ValueTask.FromResult(true);
    }

    /// <inheritdoc/>
    public bool Drain(RecordBatch batch)
    {
        if (ahead.Count == 0) return source.Drain(batch);
        GiveAgain(batch);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation) => source.AcknowledgeAsync(batch, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void GiveAgain(RecordBatch batch)
    {
        RecordBatch first = ahead.Peek();
        for (; next < first.Count && !batch.IsFull; next++) batch.Append(first, next);
        if (next == first.Count)
        {
            ahead.Dequeue();
            next = 0;
        }
    }
}
