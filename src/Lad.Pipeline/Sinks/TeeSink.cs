using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks;

/// <summary>
/// Delivers each batch to several sinks, to all at once. When one fails, the batch counts as not delivered, though others may have it;
/// a record that one of them rejects is a dead letter, though others may have its verdict.
/// </summary>
/// <param name="sinks">The sinks, at least one; disposed of with this one.</param>
public sealed class TeeSink(IReadOnlyList<IVerdictSink> sinks) : IRenderingSink
{
    /// <inheritdoc/>
    public string Name { get; } = string.Join(" + ", sinks.Select(sink => sink.Name));

    /// <inheritdoc/>
    public int BatchesOnTheWay { get; } = sinks.Max(sink => sink.BatchesOnTheWay);

    /// <inheritdoc/>
    public void Render(RecordBatch batch)
    {
        foreach (IVerdictSink sink in sinks) (sink as IRenderingSink)?.Render(batch);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        List<Task>? pending = null;
        foreach (IVerdictSink sink in sinks)
        {
            Task write = Start(sink, batch, cancellation);
            if (!write.IsCompletedSuccessfully) (pending ??= []).Add(write);
        }
        return pending is null ? ValueTask.CompletedTask : new ValueTask(Task.WhenAll(pending));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (IVerdictSink sink in sinks) await sink.DisposeAsync().ConfigureAwait(false);
    }

    // Every sink is called for every batch in turn, also when one before it throws: the batch stays theirs until all of them are done.
    private static Task Start(IVerdictSink sink, RecordBatch batch, CancellationToken cancellation)
    {
        try
        {
            return sink.WriteAsync(batch, cancellation).AsTask();
        }
        catch (Exception failure)
        {
            return Task.FromException(failure);
        }
    }
}
