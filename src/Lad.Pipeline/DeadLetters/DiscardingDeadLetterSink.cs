using Lad.Pipeline.Batches;

namespace Lad.Pipeline.DeadLetters;

/// <summary>Keeps no dead letter: for a run whose owner asked for none. They are still counted and reported.</summary>
public sealed class DiscardingDeadLetterSink : IDeadLetterSink
{
    /// <inheritdoc/>
    public string Name => "none";

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
