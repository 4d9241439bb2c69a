using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Stages;

namespace Lad.Pipeline.Training;

/// <summary>Reads records into reservoirs, and shows them to the models in force. Holds one batch.</summary>
/// <param name="parse">Finds message, time and service.</param>
/// <param name="reservoirs">Keep a sample.</param>
/// <param name="drift">Watches what the models know.</param>
/// <param name="batchSize">Records of a batch.</param>
public sealed class TrainerIntake(ParseStage parse, ServiceReservoirs reservoirs, DriftWatch drift, int batchSize)
{
    private long received;
    private long unusable;

    /// <summary>Records that were read.</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>Of those, the ones without a message.</summary>
    public long Unusable => Interlocked.Read(ref unusable);

    /// <summary>Reads until the source ends.</summary>
    /// <param name="source">The source; not disposed.</param>
    /// <param name="cancellation">Ends reading with an <see cref="OperationCanceledException"/>.</param>
    /// <param name="after">
    /// What must be over before the first batch is taken. The source is asked for it at once all the same: so it knows where it begins, and nothing is missed meanwhile.
    /// </param>
    public async Task RunAsync(IRecordSource source, CancellationToken cancellation, Task? after = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var batch = new RecordBatch(batchSize);
        while (await source.ReadAsync(batch, cancellation).ConfigureAwait(false))
        {
            if (after is not null) await after.WaitAsync(cancellation).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            parse.Process(batch);
            for (int i = 0; i < batch.Count; i++) Take(batch, i);
            Interlocked.Add(ref received, batch.Count);
            await source.AcknowledgeAsync(batch, cancellation).ConfigureAwait(false);
            batch.Clear();
        }
    }

    private void Take(RecordBatch batch, int index)
    {
        if (batch.Outcomes[index] != RecordOutcome.Pending)
        {
            Interlocked.Increment(ref unusable);
            return;
        }
        reservoirs.Add(batch, index);
        drift.Notice(batch, index);
    }
}
