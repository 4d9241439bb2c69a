using System.Diagnostics.CodeAnalysis;

namespace Lad.Pipeline.Batches;

/// <summary>
/// A fixed number of batches that go round. It is the graph's back-pressure: when all are under way, the source waits until the sink returns one,
/// and memory stays bounded by the batches there are.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore never makes a wait handle, so there is nothing to dispose of.")]
public sealed class BatchPool
{
    private readonly Lock sync = new();
    private readonly Stack<RecordBatch> idle;
    private readonly SemaphoreSlim available;

    /// <summary>Makes a pool.</summary>
    /// <param name="size">Batches that go round, at least 1.</param>
    /// <param name="batchSize">Records that fit each.</param>
    /// <param name="batchBytes">Bytes after which each counts as full.</param>
    public BatchPool(int size, int batchSize, int batchBytes = RecordBatch.DefaultByteCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Size = size;
        BatchSize = batchSize;
        BatchBytes = batchBytes;
        idle = new Stack<RecordBatch>(size);
        available = new SemaphoreSlim(size, size);
    }

    /// <summary>Batches that go round.</summary>
    public int Size { get; }

    /// <summary>Records that fit each batch.</summary>
    public int BatchSize { get; }

    /// <summary>Bytes after which a batch counts as full.</summary>
    public int BatchBytes { get; }

    /// <summary>Batches that are out.</summary>
    public int InFlight => Size - available.CurrentCount;

    /// <summary>Takes an empty batch; waits while all are out. The one returned last comes first: it is still in the processor's cache.</summary>
    public ValueTask<RecordBatch> RentAsync(CancellationToken cancellation)
    {
        Task wait = available.WaitAsync(cancellation);
        return wait.IsCompletedSuccessfully ? new ValueTask<RecordBatch>(Take()) : Awaited(wait);

        async ValueTask<RecordBatch> Awaited(Task turn)
        {
            await turn.ConfigureAwait(false);
            return Take();
        }
    }

    /// <summary>Takes an empty batch; <see langword="null"/> when all are out.</summary>
    public RecordBatch? TryRent() => available.Wait(0) ? Take() : null;

    /// <summary>Gives a batch back; it is emptied.</summary>
    public void Return(RecordBatch batch)
    {
        batch.Clear();
        lock (sync) idle.Push(batch);
        available.Release();
    }

    private RecordBatch Take()
    {
        lock (sync)
        {
            if (idle.TryPop(out RecordBatch? batch)) return batch;
        }
        return new RecordBatch(BatchSize, BatchBytes);
    }
}
