using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Models;
using Lad.Pipeline.Summaries;

namespace Lad.Pipeline.Graph;

/// <summary>
/// The last step of every graph, in the order of the records: limits, dead letters, verdicts, acknowledgement, books, and the batch back to its pool.
/// Called by one caller at a time.
/// </summary>
internal sealed class Delivery(GraphEnds ends, BatchPool pool, ScratchPool scratches, GraphCounters counters, RunSummary summary, AnomalyLimiter? limiter, StageRunner? rendering, TimeProvider clock)
{
    private readonly List<RecordBatch> released = [];

    /// <summary>Delivers a batch, or holds it until its window ends.</summary>
    public ValueTask DeliverAsync(RecordBatch batch, CancellationToken cancellation)
    {
        if (limiter is null) return DeliverOneAsync(batch, cancellation);
        limiter.Offer(batch, Now, released);
        return DeliverReleasedAsync(cancellation);
    }

    /// <summary>Time has passed: delivers what a window that ended had held.</summary>
    public ValueTask TickAsync(CancellationToken cancellation)
    {
        limiter?.Advance(Now, released);
        return DeliverReleasedAsync(cancellation);
    }

    /// <summary>Nothing more will come: delivers what is held.</summary>
    public ValueTask CompleteAsync(CancellationToken cancellation)
    {
        limiter?.Complete(released);
        return DeliverReleasedAsync(cancellation);
    }

    private long Now => clock.GetUtcNow().UtcTicks;

    private async ValueTask DeliverReleasedAsync(CancellationToken cancellation)
    {
        foreach (RecordBatch batch in released) await DeliverOneAsync(batch, cancellation).ConfigureAwait(false);
        released.Clear();
    }

    private async ValueTask DeliverOneAsync(RecordBatch batch, CancellationToken cancellation)
    {
        rendering?.Run(batch);
        BatchTally tally = BatchTally.Of(batch);
        if (tally.DeadLettered > 0) await ends.DeadLetters.WriteAsync(batch, cancellation).ConfigureAwait(false);
        if (tally.Scored > 0) await ends.Sink.WriteAsync(batch, cancellation).ConfigureAwait(false);
        await ends.Source.AcknowledgeAsync(batch, cancellation).ConfigureAwait(false);
        counters.Delivered(tally);
        if (tally.Scored > 0)
        {
            batch.Scratch = scratches.Rent(batch.Detector!);
            summary.Add(batch, tally.Scored);
            scratches.Return(batch.Scratch);
        }
        pool.Return(batch);
    }
}
