using System.Runtime.ExceptionServices;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Models;
using Lad.Pipeline.Summaries;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Graph;

/// <summary>
/// Completes deliveries in the order in which they were started: waits for the sinks, sees to what they rejected late, acknowledges, closes the books, gives the batch back. While sinks deliver at once,
/// as files do, that happens on the caller's thread; behind a delivery that takes its time the others queue up, as many as the pool has batches.
/// </summary>
/// <param name="ends">Whose source is told.</param>
/// <param name="deadLetters">Gets what sinks rejected late.</param>
/// <param name="pool">Gets the batches back.</param>
/// <param name="scratches">For the summary.</param>
/// <param name="counters">The books.</param>
/// <param name="summary">What the report tells.</param>
/// <param name="watch">Notes the times, if somebody looks.</param>
/// <param name="failed">Told at once of a failure that no caller waits for.</param>
/// <param name="abandon">Once cancelled, nothing more is acknowledged.</param>
internal sealed class Completions(
    GraphEnds ends, DeadLetterDoor deadLetters, BatchPool pool, ScratchPool scratches, GraphCounters counters, RunSummary summary, GraphWatch? watch, Action<Exception> failed, CancellationToken abandon)
{
    private readonly Lock sync = new();
    private readonly Queue<StartedDelivery> waiting = new();
    private Task loop = Task.CompletedTask;
    private ExceptionDispatchInfo? failure;
    private bool running;

    /// <summary>Throws when an earlier delivery failed: nothing later may be started.</summary>
    public void ThrowIfFailed() => Volatile.Read(ref failure)?.Throw();

    /// <summary>Takes a delivery that was started. One caller at a time.</summary>
    public ValueTask AddAsync(StartedDelivery delivery)
    {
        lock (sync)
        {
            if (failure is not null) return RefuseAsync(delivery);
            if (running || !delivery.IsDelivered) waiting.Enqueue(delivery);
            if (running) return ValueTask.CompletedTask;
            running = waiting.Count > 0;
        }
        // Nothing is before it, and only this caller could start something.
        if (!running) return CompleteAsync(delivery);
        loop = RunAsync();
        return loop.IsFaulted ? new ValueTask(loop) : ValueTask.CompletedTask;
    }

    /// <summary>Waits until everything that was started is completed.</summary>
    /// <exception cref="Exception">What a delivery failed with.</exception>
    public Task FinishAsync() => loop;

    private async Task RunAsync()
    {
        while (true)
        {
            StartedDelivery next;
            lock (sync)
            {
                if (!waiting.TryDequeue(out next))
                {
                    running = false;
                    return;
                }
            }
            try
            {
                await CompleteAsync(next).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                watch?.Failed(next.Batch, exception);
                lock (sync) failure = ExceptionDispatchInfo.Capture(exception);
                failed(exception);
                await LetGoAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    private async ValueTask CompleteAsync(StartedDelivery delivery)
    {
        RecordBatch batch = delivery.Batch;
        BatchTally tally;
        try
        {
            tally = await AcknowledgeAsync(delivery).ConfigureAwait(false);
        }
        catch
        {
            counters.GivenUp();
            throw;
        }
        counters.Delivered(tally);
        watch?.Acknowledged(batch, tally);
        if (tally.Scored > 0)
        {
            batch.Scratch = scratches.Rent();
            summary.Add(batch, tally.Scored);
            scratches.Return(batch.Scratch);
        }
        pool.Return(batch);
    }

    private async ValueTask<BatchTally> AcknowledgeAsync(StartedDelivery delivery)
    {
        RecordBatch batch = delivery.Batch;
        try
        {
            if (!delivery.IsDelivered) await delivery.DeliveredAsync().ConfigureAwait(false);
        }
        finally
        {
            counters.Settled(delivery);
        }
        watch?.Delivered(batch);
        abandon.ThrowIfCancellationRequested();
        BatchTally tally = delivery.Tally;
        if (batch.TakeLateRejections())
        {
            counters.DeadLetters.Receive(batch.Rejections.Count);
            try
            {
                await deadLetters.WriteAsync(batch).ConfigureAwait(false);
            }
            catch
            {
                // None of the batch is acknowledged: all of it is read again.
                counters.DeadLetters.Send(0, batch.Rejections.Count);
                counters.Sink.Send(0, delivery.Tally.Scored);
                throw;
            }
            counters.DeadLetters.Send(batch.Rejections.Count, 0);
            abandon.ThrowIfCancellationRequested();
            tally = BatchTally.Of(batch);
        }
        counters.Sink.Send(tally.Scored, delivery.Tally.Scored - tally.Scored);
        await ends.Source.AcknowledgeAsync(batch, abandon).ConfigureAwait(false);
        return tally;
    }

    private async ValueTask RefuseAsync(StartedDelivery delivery)
    {
        await GiveUpAsync(delivery).ConfigureAwait(false);
        failure!.Throw();
    }

    /// <summary>After a failure: waits until the sinks have let go of the later batches, which stay unacknowledged.</summary>
    private async Task LetGoAsync()
    {
        while (true)
        {
            StartedDelivery next;
            lock (sync)
            {
                if (!waiting.TryDequeue(out next)) return;
            }
            await GiveUpAsync(next).ConfigureAwait(false);
        }
    }

    /// <summary>A batch behind the one that failed: it is not acknowledged, whatever the sinks made of it.</summary>
    private async Task GiveUpAsync(StartedDelivery delivery)
    {
        await delivery.DeliveredAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Of what a deadline left the end of the run keeps the books.
        if (failure!.SourceException is OperationCanceledException) counters.GivenUp();
        else counters.GivenUpBehind(delivery);
        watch?.Failed(delivery.Batch, failure.SourceException);
    }
}
