using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Graph;

/// <summary>Reads the source, one batch after the other, when it is asked to and the pool has a batch to give. One caller at a time.</summary>
/// <param name="source">The source.</param>
/// <param name="pool">Gives the batches.</param>
/// <param name="read">Told of each batch before it goes on.</param>
internal sealed class Intake(IRecordSource source, BatchPool pool, Action<RecordBatch> read)
{
    private bool hasEnded;
    private bool isDrained;

    /// <summary>Reads the next batch. Records that were read before <paramref name="stop"/> was cancelled still come.</summary>
    /// <returns>The batch; <see langword="null"/> once the source has ended or <paramref name="stop"/> is cancelled.</returns>
    public async ValueTask<RecordBatch?> NextAsync(CancellationToken stop)
    {
        while (!hasEnded)
        {
            RecordBatch batch;
            try
            {
                batch = await pool.RentAsync(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return null;
            }
            hasEnded = !await ReadAsync(batch, stop).ConfigureAwait(false);
            if (Begun(batch)) return batch;
        }
        return null;
    }

    /// <summary>After a stop: takes what the source had read already and cannot read again.</summary>
    /// <returns>The next batch of it; <see langword="null"/> when there is no more.</returns>
    public async ValueTask<RecordBatch?> DrainAsync(CancellationToken failed)
    {
        if (isDrained) return null;
        RecordBatch batch = await pool.RentAsync(failed).ConfigureAwait(false);
        isDrained = !source.Drain(batch);
        if (Begun(batch)) return batch;
        isDrained = true;
        return null;
    }

    private bool Begun(RecordBatch batch)
    {
        if (batch.Count == 0)
        {
            pool.Return(batch);
            return false;
        }
        read(batch);
        return true;
    }

    private async ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken stop)
    {
        if (stop.IsCancellationRequested) return false;
        try
        {
            return await source.ReadAsync(batch, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
