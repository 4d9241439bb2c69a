using Lad.Kafka.Consuming;
using Lad.Pipeline.Batches;

namespace Lad.Kafka.Producing.Transactions;

/// <summary>Which batches belong to the open transaction, and which wait for the next one. Not thread-safe.</summary>
internal sealed class BatchAdmissions
{
    private readonly Dictionary<RecordBatch, HashSet<PartitionStream>?> inside = [];
    private readonly Queue<(RecordBatch Batch, TaskCompletionSource Entered)> waiting = new();
    private (RecordBatch Batch, TaskCompletionSource Entered) last;

    /// <summary>Whether every batch that was admitted is acknowledged.</summary>
    public bool IsEmpty => inside.Count == 0;

    public bool IsInside(RecordBatch batch) => inside.ContainsKey(batch);

    /// <summary>Makes a batch wait; its second sink waits with the first.</summary>
    public Task Wait(RecordBatch batch)
    {
        if (waiting.Count > 0 && ReferenceEquals(last.Batch, batch)) return last.Entered.Task;
        last = (batch, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        waiting.Enqueue(last);
        return last.Entered.Task;
    }

    /// <summary>Admits a batch.</summary>
    public void Admit(RecordBatch batch) => inside.Add(batch, ClosedStreamsOf(batch));

    /// <summary>The next batch that waits.</summary>
    public bool TryTakeWaiting(out RecordBatch batch, out TaskCompletionSource entered)
    {
        bool any = waiting.TryDequeue(out (RecordBatch Batch, TaskCompletionSource Entered) next);
        (batch, entered) = next;
        return any;
    }

    /// <summary>A batch is acknowledged.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="offsets">What was acknowledged.</param>
    /// <returns>
    /// Whether all of it was acknowledged that was to be sent. When not, a stream was closed meanwhile, and messages are in the transaction of records that someone else will read again.
    /// </returns>
    public bool Leave(RecordBatch batch, PendingOffsets offsets)
    {
        if (!inside.Remove(batch, out HashSet<PartitionStream>? closedBefore)) return true;
        for (int i = batch.Count - 1; i >= 0; i--)
        {
            if (batch.Positions[i].Stream is not PartitionStream stream) continue;
            bool acknowledged = offsets.Reaches(stream, batch.Positions[i].Next);
            while (i > 0 && ReferenceEquals(batch.Positions[i - 1].Stream, stream)) i--;
            if (!acknowledged && closedBefore?.Contains(stream) != true) return false;
        }
        return true;
    }

    // Nothing is sent of what was closed already when the batch was admitted.
    private static HashSet<PartitionStream>? ClosedStreamsOf(RecordBatch batch)
    {
        HashSet<PartitionStream>? closed = null;
        object? previous = null;
        for (int i = 0; i < batch.Count; i++)
        {
            if (ReferenceEquals(previous, batch.Positions[i].Stream)) continue;
            previous = batch.Positions[i].Stream;
            if (previous is PartitionStream { IsClosed: true } stream) (closed ??= []).Add(stream);
        }
        return closed;
    }
}
