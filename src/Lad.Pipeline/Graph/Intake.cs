using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Graph;

/// <summary>Reads the source, one batch after the other, as fast as the pool has batches to give.</summary>
/// <param name="source">The source.</param>
/// <param name="pool">Gives the batches.</param>
/// <param name="read">Told of each batch before it goes on.</param>
internal sealed class Intake(IRecordSource source, BatchPool pool, Action<RecordBatch> read)
{
    /// <summary>Reads until the source ends or <paramref name="stop"/> is cancelled. Records that were read before the stop still go on.</summary>
    public async Task RunAsync(Func<RecordBatch, Task> send, CancellationToken stop)
    {
        bool more = true;
        while (more)
        {
            RecordBatch batch;
            try
            {
                batch = await pool.RentAsync(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            more = await ReadAsync(batch, stop).ConfigureAwait(false);
            if (batch.Count == 0)
            {
                pool.Return(batch);
                continue;
            }
            read(batch);
            await send(batch).ConfigureAwait(false);
        }
    }

    /// <summary>After a stop: takes what the source had read already and cannot read again.</summary>
    public async Task DrainAsync(Func<RecordBatch, Task> send, CancellationToken failed)
    {
        bool more = true;
        while (more)
        {
            RecordBatch batch = await pool.RentAsync(failed).ConfigureAwait(false);
            more = source.Drain(batch);
            if (batch.Count == 0)
            {
                pool.Return(batch);
                return;
            }
            read(batch);
            await send(batch).ConfigureAwait(false);
        }
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
