using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using Confluent.Kafka;
using Lad.Detection.Parsing;
using Lad.Kafka.Clients;
using Lad.Kafka.Telemetry;
using Lad.Pipeline.Telemetry;

namespace Lad.Kafka.Consuming;

/// <summary>The one thread that owns the consumer: it polls, hands records over, stores offsets, pauses and resumes; nothing else touches the consumer.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The event never makes a wait handle, so there is nothing to dispose of.")]
internal sealed partial class PollLoop
{
    private static readonly TimeSpan HeldPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan JoinDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ChoresInterval = TimeSpan.FromMilliseconds(100);
    private const long LastUnixMilliseconds = 253_402_300_799_999;

    private readonly KafkaSourceOptions options;
    private readonly TimeProvider clock;
    private readonly IKafkaSourceObserver observer;
    private readonly IOffsetTransactions? transactions;
    private readonly KafkaSourceCounters counters;
    private readonly HandOver handOver;
    private readonly DrainSignal drain = new();
    private readonly ManualResetEventSlim stopping = new();
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StreamTable streams = new();
    private readonly ChunkDeserializer deserializer = new();
    private readonly Retries retries;
    private readonly StartOffsets starts;
    private readonly Commits commits;
    private readonly AssignedPartitions partitions;
    private readonly MessagingMetrics? messages;
    private readonly LagMeasurement? lags;
    private readonly MessageRun run = new();
    private readonly Thread thread;
    private IConsumer<ByteSlice, ByteSlice> consumer = null!;
    private PartitionDiscovery? discovery;
    private BusException? fatal;
    private long opened;
    private long lastChores;
    private long observedTicks;
    private bool assignmentChanged;
    private bool everAssigned;
    private bool ended;
    private bool missingTold;

    public PollLoop(string name, KafkaSourceOptions options, TimeProvider clock, IKafkaSourceObserver observer, IOffsetTransactions? transactions, KafkaSourceCounters counters, HandOver handOver, AssignedPartitions partitions, Instrumentation? instrumentation)
    {
        this.options = options;
        this.clock = clock;
        this.observer = observer;
        this.transactions = transactions;
        this.counters = counters;
        this.handOver = handOver;
        this.partitions = partitions;
        messages = instrumentation is null ? null : MessagingMetrics.Of(instrumentation);
        lags = instrumentation is null ? null : new LagMeasurement(options, streams, partitions, clock);
        bool waitsForBrokers = options.GroupId is not null && !options.StopAtEnd;
        retries = new Retries(options, waitsForBrokers ? TimeSpan.MaxValue : options.ConnectDeadline, stopping, observer, clock);
        starts = new StartOffsets(options, retries);
        commits = new Commits(counters, observer);
        thread = new Thread(Run) { IsBackground = true, Name = name };
    }

    /// <summary>Ends when the thread has closed its consumer.</summary>
    public Task Finished => finished.Task;

    public void Start() => thread.Start();

    /// <summary>Asks the thread to give its partitions up and close.</summary>
    public void Stop()
    {
        stopping.Set();
        handOver.Interrupt();
        drain.Progress();
    }

    private void Run()
    {
        try
        {
            Open();
            while (!stopping.IsSet)
            {
                if (handOver.IsAboveHigh) HoldBack();
                else Step(options.PollTimeout);
            }
            handOver.Complete();
        }
        catch (OperationCanceledException) when (stopping.IsSet)
        {
            handOver.Complete();
        }
        catch (Exception e)
        {
            handOver.Complete(e is KafkaException refused ? Failure(refused.Error, refused) : e);
        }
        finally
        {
            CloseConsumer();
            RefuseRewinds();
            finished.TrySetResult();
        }
    }

    private void Open()
    {
        consumer = SourceConsumer.Build(options, transactions is not null, lags is not null, deserializer, SetHandlers, Hear);
        opened = clock.GetTimestamp();
        if (options.GroupId is not null)
        {
            consumer.Subscribe(options.Topics);
            return;
        }
        discovery = new PartitionDiscovery(options, retries, observer, clock);
        AssignDiscovered(discovery.Start(consumer));
    }

    /// <summary>One poll. A record that comes alone is handed over at once: the next look, which finds nothing, does not wait.</summary>
    private void Step(TimeSpan wait)
    {
        RecordChunk chunk = deserializer.Chunk;
        bool more = TryConsume(chunk.Count > 0 ? TimeSpan.Zero : wait);
        chunk = deserializer.Chunk;
        if (more && !chunk.IsFull) return;
        if (chunk.Count > 0)
        {
            run.End();
            handOver.Publish(chunk);
            deserializer.Chunk = handOver.Rent();
        }
        DoChores();
    }

    private bool TryConsume(TimeSpan wait)
    {
        int before = deserializer.Chunk.ByteCount;
        ConsumeResult<ByteSlice, ByteSlice>? result;
        try
        {
            result = consumer.Consume(wait);
        }
        catch (ConsumeException e)
        {
            deserializer.Chunk.Truncate(before);
            Judge(e.Error);
            return true;
        }
        if (fatal is not null) throw fatal;
        if (result is null) return false;
        if (result.IsPartitionEOF) Reach(streams.Find(result.Topic, result.Partition.Value), result.Offset.Value);
        else if (!Accept(result))
        {
            // A bounded source must come to its end although a partition goes on growing.
            deserializer.Chunk.Truncate(before);
            return false;
        }
        return true;
    }

    private bool Accept(ConsumeResult<ByteSlice, ByteSlice> result)
    {
        RecordChunk chunk = deserializer.Chunk;
        Message<ByteSlice, ByteSlice> message = result.Message;
        long offset = result.Offset.Value;
        PartitionStream? stream = streams.Find(result.Topic, result.Partition.Value);
        if (stream is null)
        {
            counters.Drop();
            return false;
        }
        if (stream.End is { } end && offset >= end)
        {
            Reach(stream, offset);
            return false;
        }
        if (chunk.Count == 0) observedTicks = clock.GetUtcNow().UtcTicks;
        ByteSlice value = message.Value.Start < 0 ? default : message.Value;
        counters.Receive(value.Length + message.Key.Length);
        run.Add(stream.Tally);
        stream.Receive(offset);
        ByteSlice trace = message.Headers is { Count: > 0 } headers && headers.TryGetLastBytes("traceparent", out byte[] bytes) && bytes is not null ? chunk.Store(bytes) : default;
        chunk.Add(new RecordChunk.Entry(stream, offset, message.Key, value, trace, Ticks(message.Timestamp), observedTicks, Attempt(message.Headers)));
        if (stream.End == offset + 1) Reach(stream, offset + 1);
        return true;
    }

    // A record that was a dead letter and was sent again says how often.
    private static int Attempt(Headers? headers) =>
        headers is { Count: > 0 } && headers.TryGetLastBytes("lad.attempt", out byte[] bytes) && Utf8Parser.TryParse(bytes, out int attempt, out int read) && read == bytes.Length ? Math.Max(attempt, 0) : 0;

    private static long Ticks(Timestamp timestamp) =>
        timestamp.Type == TimestampType.NotAvailable || timestamp.UnixTimestampMs is <= 0 or > LastUnixMilliseconds ? 0 : DateTime.UnixEpoch.Ticks + (timestamp.UnixTimestampMs * TimeSpan.TicksPerMillisecond);

    private void Reach(PartitionStream? stream, long offset)
    {
        if (stream is not null) stream.Reached = offset;
        if (stream is null || stream.HasEnded || stream.End is not { } end || offset < end) return;
        stream.HasEnded = true;
        assignmentChanged = true;
    }

    private void Judge(Error error)
    {
        if (fatal is not null) throw fatal;
        if (ConsumerFault.IsFinal(error)) throw Failure(error);
        if (!ConsumerFault.IsMissing(error))
        {
            observer.Trouble(error.Reason);
            return;
        }
        if (options.StopAtEnd) throw Failure(error);
        if (!missingTold) observer.Waiting($"{error.Reason}; waiting for it to be created");
        missingTold = true;
    }

    private void DoChores()
    {
        EndWhenAllHaveEnded();
        if (rewindAsked) Rewind();
        if (clock.GetElapsedTime(lastChores) < ChoresInterval) return;
        lastChores = clock.GetTimestamp();
        observer.Turned();
        if (transactions is null) StoreAcknowledged();
        else if (everAssigned) transactions.Joined(consumer.ConsumerGroupMetadata);
        if (discovery is not null) AssignDiscovered(discovery.Look(consumer));
        lags?.Look(consumer, counters.IsPaused);
    }

    private BusException Failure(Error error, Exception? inner = null) => KafkaFailure.Of(error, options.Client, string.Join(',', options.Topics), options.GroupId, inner);

    private void StoreAcknowledged()
    {
        if (options.GroupId is not null) commits.Store(consumer, streams.All);
    }

    // A bounded source goes on polling at its end: what is still under way is to be committed, by a member of the group.
    private void EndWhenAllHaveEnded()
    {
        if (!options.StopAtEnd || ended || !everAssigned || (options.GroupId is not null && streams.All.Count == 0)) return;
        foreach (PartitionStream stream in streams.All)
        {
            if (!stream.HasEnded) return;
        }
        ended = true;
        handOver.Complete();
    }

    private void CloseConsumer()
    {
        if (consumer is null) return;
        try
        {
            if (options.GroupId is null) consumer.Unassign();
            else Leave();
        }
        catch (KafkaException e)
        {
            observer.Trouble($"cannot leave the group: {e.Error.Reason}");
        }
        finally
        {
            consumer.Dispose();
        }
    }

    private void Leave()
    {
        try
        {
            EndJoining();
        }
        catch (Exception e) when (e is OperationCanceledException or KafkaException or BusException)
        {
            // It leaves all the same.
        }
        consumer.Close();
    }

    // librdkafka up to 2.2 ends the process when a member leaves between the coordinator's answer to its first join and its first assignment (librdkafka 4312).
    private void EndJoining()
    {
        long start = clock.GetTimestamp();
        while (!everAssigned && !string.IsNullOrEmpty(consumer.MemberId) && clock.GetElapsedTime(start) < JoinDeadline) consumer.Consume(HeldPoll);
    }
}
