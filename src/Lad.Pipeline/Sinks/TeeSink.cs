using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sinks;

/// <summary>Delivers each batch to several sinks, one after the other. When one fails, the batch counts as not delivered, though those before it have it.</summary>
/// <param name="sinks">The sinks, at least one; disposed of with this one.</param>
public sealed class TeeSink(IReadOnlyList<IVerdictSink> sinks) : IRenderingSink
{
    /// <inheritdoc/>
    public string Name { get; } = string.Join(" + ", sinks.Select(sink => sink.Name));

    /// <inheritdoc/>
    public void Render(RecordBatch batch)
    {
        foreach (IVerdictSink sink in sinks) (sink as IRenderingSink)?.Render(batch);
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        foreach (IVerdictSink sink in sinks) await sink.WriteAsync(batch, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (IVerdictSink sink in sinks) await sink.DisposeAsync().ConfigureAwait(false);
    }
}
