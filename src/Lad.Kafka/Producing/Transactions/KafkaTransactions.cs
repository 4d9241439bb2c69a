using Confluent.Kafka;
using Lad.Kafka.Consuming;
using Lad.Kafka.Producing.Native;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;

namespace Lad.Kafka.Producing.Transactions;

/// <summary>
/// Exactly once: what a producer sends of a source's records, and the offsets behind those records, are committed together or not at all.
/// </summary>
/// <remarks>
/// <para>
/// A batch enters the open transaction when the first sink writes it and leaves it when it is acknowledged. A transaction that is old or large enough lets no further batch in, waits for
/// those inside to be delivered and acknowledged, takes their offsets, and commits; batches that came meanwhile enter the next one.
/// </para>
/// <para>
/// When something fails that may succeed another time, the transaction is aborted, the source goes back to the offsets committed last, and what is still under way of the records read
/// before is not sent. When the producer is fenced, or cannot go on for another reason, the run ends with that.
/// </para>
/// <para>
/// All verdicts and dead letters of the run go to this producer. A verdict sink that rejects records late (<see cref="IVerdictSink.WriteAsync"/>) has no place beside it: such a dead letter might wait for
/// the next transaction, and that for the batch.
/// </para>
/// </remarks>
public sealed partial class KafkaTransactions : IOffsetTransactions, IDeliveryScope
{
    private readonly Lock sync = new();
    private readonly BatchAdmissions batches = new();
    private readonly PendingOffsets pending = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly KafkaProducer producer;
    private readonly KafkaTransactionOptions options;
    private readonly NativeTransactions native;
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private KafkaSource? source;
    private IConsumerGroupMetadata? member;
    private SinkException? failure;
    private int records;
    private bool open;
    private bool aborting;
    private bool completing;

    /// <summary>Makes the transactions of a producer; brokers are asked when the source is first read.</summary>
    /// <param name="producer">A producer with a <see cref="KafkaProducerOptions.TransactionalId"/>; its sinks write into the transactions from now on.</param>
    /// <param name="options">When transactions are committed.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="ArgumentException">The producer has no transactional id, or something is wrong with the options; names all of it.</exception>
    /// <exception cref="Clients.BusException">This version of the client for .NET does not let a consumer's membership be read.</exception>
    public KafkaTransactions(KafkaProducer producer, KafkaTransactionOptions options, TimeProvider clock)
    {
        string[] faults = [.. options.Validate()];
        if (faults.Length > 0) throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        if (producer.Options.TransactionalId is null) throw new ArgumentException("The producer has no TransactionalId.", nameof(producer));
        GroupMembership.Require();
        this.producer = producer;
        this.options = options;
        this.clock = clock;
        native = new NativeTransactions(producer.Native);
        timer = clock.CreateTimer(_ => EndTransaction(abort: false), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        producer.Scope = this;
    }

    /// <summary>Ends when nothing can be committed any more.</summary>
    internal Task Ended => ended.Task;

    /// <summary>Told of the offsets of each transaction that was committed.</summary>
    internal Action<IReadOnlyList<TopicPartitionOffset>> Committed { get; set; } = _ => { };

    /// <summary>The source whose offsets go into the transactions, as the graph has to use it. Disposing of it commits what was acknowledged, and closes the source.</summary>
    /// <param name="records">A source that was made with these transactions.</param>
    public IRecordSource Over(KafkaSource records)
    {
        source = records;
        return new TransactionalSource(records, this);
    }

    /// <inheritdoc/>
    public void Joined(IConsumerGroupMetadata group)
    {
        lock (sync) member = group;
    }

    /// <inheritdoc/>
    public void Acknowledged(PartitionStream stream, long next)
    {
        lock (sync) pending.Set(stream, next);
    }

    /// <inheritdoc/>
    public void Revoking(IReadOnlyList<PartitionStream> streams, bool drained, TimeSpan within)
    {
        long start = clock.GetTimestamp();
        for (bool first = true; ; first = false)
        {
            Ending ending;
            lock (sync)
            {
                // Whether it was drained does not matter here: a batch that was not acknowledged whole is noticed when it leaves. And what enters after the first
                // end has nothing of these streams, which are closed.
                if (failure is not null || !((first && open) || pending.HasAny(streams))) return;
                ending = EndUnderLock(abort: false);
            }
            TimeSpan left = within - clock.GetElapsedTime(start);
            if (ending.Settled.Wait(left > TimeSpan.Zero ? left : TimeSpan.Zero)) continue;
            EndTransaction(abort: true);
            if (!ending.Settled.Wait(options.CallDeadline)) return;
        }
    }

    /// <inheritdoc/>
    public void Lost(IReadOnlyList<PartitionStream> streams)
    {
        lock (sync)
        {
            pending.Remove(streams);
            if (open) EndUnderLock(abort: true);
        }
    }

    Task IDeliveryScope.EnterAsync(RecordBatch batch)
    {
        lock (sync)
        {
            if (failure is not null) return Task.FromException(failure);
            if (batches.IsInside(batch)) return Task.CompletedTask;
            if (running is not null) return batches.Wait(batch);
            return Admit(batch) ? Task.CompletedTask : Task.FromException(failure!);
        }
    }

    bool IDeliveryScope.Includes(RecordBatch batch, int record) =>
        !Volatile.Read(ref aborting) && batch.Positions[record].Stream is not PartitionStream { IsClosed: true };

    bool IDeliveryScope.Absorb(NativeError error)
    {
        if (!TransactionFault.IsPassing(error)) return false;
        EndTransaction(abort: true);
        return true;
    }

    /// <summary>A batch was acknowledged, and the source has said how far.</summary>
    internal void Completed(RecordBatch batch)
    {
        lock (sync)
        {
            if (!batches.Leave(batch, pending)) EndUnderLock(abort: true);
            if (!open && running is null && !pending.IsEmpty) Begin();
            Progress();
        }
    }

    internal void ThrowIfEnded()
    {
        if (Volatile.Read(ref failure) is { } reason) throw reason;
    }

    private bool Admit(RecordBatch batch)
    {
        if (!open && !Begin()) return false;
        batches.Admit(batch);
        records += batch.Count;
        if (records >= options.CommitRecords) EndUnderLock(abort: false);
        return true;
    }

    private bool Begin()
    {
        if (native.Begin() is { } error)
        {
            Fail("beginning a transaction", error);
            return false;
        }
        open = true;
        records = 0;
        timer.Change(options.CommitInterval, Timeout.InfiniteTimeSpan);
        return true;
    }

    private void Fail(string what, NativeError error)
    {
        lock (sync)
        {
            failure ??= TransactionFault.Ending(what, producer.Options, producer.Native.Fatal() ?? error);
            while (batches.TryTakeWaiting(out _, out TaskCompletionSource entered)) entered.TrySetException(failure);
            ended.TrySetResult();
        }
    }
}
