using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;

namespace Lad.Pipeline.Graph;

/// <summary>
/// The way to the dead-letter sink, for one caller at a time: <see cref="Delivery"/> with what the stages rejected, and <see cref="Completions"/> with what verdict sinks rejected late.
/// </summary>
/// <param name="sink">The sink.</param>
/// <param name="abandon">What the sink is cancelled by.</param>
internal sealed class DeadLetterDoor(IDeadLetterSink sink, CancellationToken abandon)
{
    private readonly Lock sync = new();

    /// <summary>Hands a batch over. Does not throw: the task has the failure, for the batch's turn.</summary>
    public Task WriteAsync(RecordBatch batch)
    {
        try
        {
            lock (sync) return sink.WriteAsync(batch, abandon).AsTask();
        }
        catch (Exception failure)
        {
            return Task.FromException(failure);
        }
    }
}
