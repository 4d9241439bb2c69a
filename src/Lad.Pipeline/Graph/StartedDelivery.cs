using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Graph;

/// <summary>A batch whose dead letters and verdicts are on their way to their sinks.</summary>
internal readonly record struct StartedDelivery(RecordBatch Batch, BatchTally Tally, Task DeadLetters, Task Verdicts)
{
    /// <summary>Whether both sinks have it.</summary>
    public bool IsDelivered => DeadLetters.IsCompletedSuccessfully && Verdicts.IsCompletedSuccessfully;

    /// <summary>Waits until neither sink uses the batch any more.</summary>
    /// <exception cref="Exception">What a sink failed with.</exception>
    public async Task DeliveredAsync()
    {
        // When one fails the other still has its hands on the batch.
        await Task.WhenAll(DeadLetters, Verdicts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DeadLetters.ConfigureAwait(false);
        await Verdicts.ConfigureAwait(false);
    }
}
