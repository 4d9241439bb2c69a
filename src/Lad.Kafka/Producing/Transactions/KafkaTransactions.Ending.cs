using Lad.Kafka.Consuming;
using Lad.Kafka.Producing.Native;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;

namespace Lad.Kafka.Producing.Transactions;

/// <content>The end of a transaction, one at a time, on a thread of the pool.</content>
public sealed partial class KafkaTransactions
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);
    private TaskCompletionSource? progress;
    private Ending? running;

    /// <summary>Takes over the transactional id. Waits as long as it takes: there is nothing to do without it.</summary>
    /// <exception cref="SinkException">It cannot be taken over.</exception>
    internal async Task StartAsync()
    {
        if (await Task.Run(() => CallAsync(() => native.Initialize(options.CallDeadline))).ConfigureAwait(false) is { } error) Fail("taking over the transactional id", error);
        ThrowIfEnded();
    }

    /// <summary>Commits what was acknowledged; what is not acknowledged by now is aborted.</summary>
    /// <exception cref="SinkException">It cannot be committed, or something could not be before.</exception>
    internal async Task CompleteAsync()
    {
        Ending? last;
        lock (sync)
        {
            completing = true;
            if (running is null && failure is null && open) EndUnderLock(abort: !batches.IsEmpty);
            else if (running is not null && !batches.IsEmpty) EndUnderLock(abort: true);
            last = running;
            Progress();
        }
        if (last is not null) await last.Done.ConfigureAwait(false);
        await timer.DisposeAsync().ConfigureAwait(false);
        ThrowIfEnded();
    }

    private void EndTransaction(bool abort)
    {
        lock (sync)
        {
            if (open && failure is null) EndUnderLock(abort);
        }
    }

    /// <summary>Ends the open transaction, unless that has begun already: then an abort makes it one.</summary>
    private Ending EndUnderLock(bool abort)
    {
        if (abort) Volatile.Write(ref aborting, true);
        if (running is null)
        {
            if (!open) Begin();
            var ending = new Ending();
            running = ending;
            ending.Done = Task.Run(() => EndAsync(ending));
        }
        Progress();
        return running;
    }

    private async Task EndAsync(Ending ending)
    {
        try
        {
            await WhenAsync(() => batches.IsEmpty || aborting).ConfigureAwait(false);
            bool committed = failure is null && !aborting && await CommitAsync().ConfigureAwait(false);
            if (!committed && failure is null) await AbortAsync(ending).ConfigureAwait(false);
        }
        catch (Exception unforeseen) when (unforeseen is not OutOfMemoryException)
        {
            Fail("ending a transaction", new NativeError(Confluent.Kafka.ErrorCode.Local_Fail, unforeseen.Message, IsFatal: true));
        }
        finally
        {
            Reopen();
            ending.Settled.Set();
        }
    }

    /// <returns>Whether it is committed; when not, it has to be aborted, or all is over.</returns>
    private async Task<bool> CommitAsync()
    {
        IReadOnlyList<KeyValuePair<PartitionStream, long>> offsets;
        Confluent.Kafka.IConsumerGroupMetadata? group;
        lock (sync) (offsets, group) = (pending.Snapshot(), member);
        NativeError? error = null;
        if (offsets.Count > 0 && group is not null)
            error = await CallAsync(() => native.SendOffsets(PendingOffsets.ToCommit(offsets), group, options.CallDeadline)).ConfigureAwait(false);
        error ??= await CallAsync(() => native.Commit(options.CallDeadline)).ConfigureAwait(false);
        if (error is null)
        {
            producer.Counters.AddCommitted();
            lock (sync) pending.Committed(offsets);
            Committed(PendingOffsets.ToCommit(offsets));
            return true;
        }
        if (!error.RequiresAbort) Fail("committing a transaction", error);
        else producer.Options.Client.Log.Write(error.ToError());
        return false;
    }

    private async Task AbortAsync(Ending ending)
    {
        Volatile.Write(ref aborting, true);
        if (await CallAsync(() => native.Abort(options.CallDeadline)).ConfigureAwait(false) is { } error)
        {
            Fail("aborting a transaction", error);
            return;
        }
        producer.Counters.AddAborted();
        // The thread that polls may wait for this much, and rewinding needs that thread.
        Task rewound = source?.RewindAsync() ?? Task.CompletedTask;
        lock (sync) pending.RemoveClosed();
        ending.Settled.Set();
        // What was acknowledged until the streams are closed was sent into the aborted transaction.
        await rewound.ConfigureAwait(false);
        await WhenAsync(() => batches.IsEmpty || completing).ConfigureAwait(false);
        lock (sync) pending.RemoveClosed();
    }

    private void Reopen()
    {
        lock (sync)
        {
            open = false;
            running = null;
            Volatile.Write(ref aborting, false);
            if (failure is not null) return;
            while (running is null && batches.TryTakeWaiting(out RecordBatch batch, out TaskCompletionSource entered))
            {
                if (Admit(batch)) entered.TrySetResult();
                else entered.TrySetException(failure!);
            }
        }
    }

    /// <summary>Calls a broker on this thread, again and again while it says that it may succeed.</summary>
    private async Task<NativeError?> CallAsync(Func<NativeError?> call)
    {
        while (true)
        {
            NativeError? error = call();
            if (error is not { IsRetriable: true, RequiresAbort: false, IsFatal: false }) return error;
            if (completing) return error;
            await Task.Delay(RetryDelay, clock).ConfigureAwait(false);
        }
    }

    private async Task WhenAsync(Func<bool> condition)
    {
        while (true)
        {
            Task changed;
            lock (sync)
            {
                if (condition()) return;
                progress ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                changed = progress.Task;
            }
            await changed.ConfigureAwait(false);
        }
    }

    private void Progress()
    {
        progress?.TrySetResult();
        progress = null;
    }

    /// <summary>A transaction that is being ended.</summary>
    private sealed class Ending
    {
        /// <summary>Set when it is committed or aborted, or cannot be.</summary>
        public ManualResetEventSlim Settled { get; } = new();

        /// <summary>Ends when the next one may begin.</summary>
        public Task Done { get; set; } = Task.CompletedTask;
    }
}
