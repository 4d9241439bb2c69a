using Lad.Pipeline.Batches;

namespace Lad.Pipeline.DeadLetters;

/// <summary>Where records go that could not be processed.</summary>
public interface IDeadLetterSink : IAsyncDisposable
{
    /// <summary>What an operator calls the sink.</summary>
    string Name { get; }

    /// <summary>
    /// Delivers the records that <see cref="RecordBatch.Rejections"/> names; only called when there are any. Fails when they cannot be kept: the graph
    /// then stops and nothing later is acknowledged.
    /// </summary>
    /// <remarks>
    /// Called by one caller at a time; it may be called again before the tasks of earlier calls are complete. First for what the stages rejected, in the order of the batches, while the same
    /// batch may be on its way to the verdict sink. Then, for a batch of which the verdict sink rejected records (<see cref="Sinks.IVerdictSink.WriteAsync"/>), once more when that sink and the
    /// first call are done with it: later batches may have been here by then, and <see cref="RecordBatch.Rejections"/> names the new ones alone. The batch is acknowledged after both. It stays
    /// as it is until the call's task is complete, and must not be touched afterwards.
    /// </remarks>
    /// <param name="batch">The batch.</param>
    /// <param name="cancellation">The batch will not be acknowledged any more: give up.</param>
    ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation);
}
