using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Graph;

/// <summary>
/// The last step of every graph, in the order of the records: limits, and the start of each batch's way to the sinks; <see cref="Completions"/> does the rest.
/// Called by one caller at a time. Does not wait for a sink that takes its time: the next batch is started meanwhile.
/// </summary>
internal sealed class Delivery(GraphEnds ends, DeadLetterDoor deadLetters, Completions completions, ScratchPool scratches, AnomalyLimiter? limiter, GraphCounters counters, GraphWatch? watch, TimeProvider clock, CancellationToken abandon)
{
    private readonly List<RecordBatch> released = [];

    /// <summary>Starts the delivery of a batch, or holds it until its window ends.</summary>
    /// <exception cref="Exception">This delivery or an earlier one failed.</exception>
    public ValueTask DeliverAsync(RecordBatch batch)
    {
        if (limiter is null) return StartAsync(batch);
        limiter.Offer(batch, Now, released);
        counters.Queues.Limits.Depth = limiter.Held;
        return StartReleasedAsync();
    }

    /// <summary>Time has passed: delivers what a window that ended had held.</summary>
    public ValueTask TickAsync()
    {
        limiter?.Advance(Now, released);
        counters.Queues.Limits.Depth = limiter?.Held ?? 0;
        return StartReleasedAsync();
    }

    /// <summary>Nothing more will come: delivers what is held, and waits until all is completed.</summary>
    public async ValueTask CompleteAsync()
    {
        limiter?.Complete(released);
        counters.Queues.Limits.Depth = 0;
        await StartReleasedAsync().ConfigureAwait(false);
        await completions.FinishAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for what was started, without an error: someone knows already that the run failed.</summary>
    public async Task SettleAsync() => await completions.FinishAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private long Now => clock.GetUtcNow().UtcTicks;

    private async ValueTask StartReleasedAsync()
    {
        foreach (RecordBatch batch in released) await StartAsync(batch).ConfigureAwait(false);
        released.Clear();
    }

    private async ValueTask StartAsync(RecordBatch batch)
    {
        try
        {
            await BeginAsync(batch).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            watch?.Failed(batch, exception);
            throw;
        }
    }

    private ValueTask BeginAsync(RecordBatch batch)
    {
        completions.ThrowIfFailed();
        if (limiter is not null && ends.Sink is IRenderingSink sink && HasLimited(batch)) RenderAgain(sink, batch);
        BatchTally tally = BatchTally.Of(batch);
        batch.BeginDelivery();
        counters.Started(tally);
        watch?.Started(batch);
        Task rejected = tally.DeadLettered > 0 ? deadLetters.WriteAsync(batch) : Task.CompletedTask;
        Task verdicts = tally.Scored > 0 ? WriteVerdicts(batch) : Task.CompletedTask;
        return completions.AddAsync(new StartedDelivery(batch, tally, rejected, verdicts));
    }

    private static bool HasLimited(RecordBatch batch) => batch.Suppressions.AsSpan(0, batch.Count).Contains(Suppression.WindowLimit);

    // What alerts decides how a verdict is written, and a limit decides that only now: few batches, since most have nothing that is beyond it.
    private void RenderAgain(IRenderingSink sink, RecordBatch batch)
    {
        batch.Scratch = scratches.Rent();
        sink.Render(batch);
        scratches.Return(batch.Scratch);
        batch.Scratch = null;
    }

    // A sink may throw at once, too: that is a failure in this batch's turn, after those before it.
    private Task WriteVerdicts(RecordBatch batch)
    {
        try
        {
            return ends.Sink.WriteAsync(batch, abandon).AsTask();
        }
        catch (Exception failure)
        {
            return Task.FromException(failure);
        }
    }
}
