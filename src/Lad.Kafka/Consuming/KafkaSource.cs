using Lad.Kafka.Clients;
using Lad.Kafka.Telemetry;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Telemetry;

namespace Lad.Kafka.Consuming;

/// <summary>
/// Records of topics: as a member of a consumer group that shares the partitions and commits what was acknowledged, or, without a group, of all partitions.
/// It joins its group, and makes its first connection, when it is first read.
/// </summary>
/// <remarks>
/// One thread owns the consumer. Each assignment of a partition is one <see cref="PartitionStream"/>; when a partition is given up, what was handed on of it is waited for and committed,
/// and what was not is dropped for its next owner. Held back, the source pauses its partitions and goes on polling, so that it stays in its group.
/// </remarks>
public sealed class KafkaSource : IRecordSource
{
    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(30);
    private readonly Lock starting = new();
    private readonly HandOver handOver;
    private readonly PollLoop loop;
    private readonly IOffsetTransactions? transactions;
    private readonly TimeProvider clock;
    private readonly Instrumentation? instrumentation;
    private IDisposable? observation;
    private bool started;
    private bool disposed;

    /// <summary>Makes a source; nothing is connected yet.</summary>
    /// <param name="options">What is read and how.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="observer">Hears what happens.</param>
    /// <param name="transactions">Commits in the source's stead (exactly once); the source does when there is none.</param>
    /// <param name="instrumentation">What measures it; <see langword="null"/>: nobody looks.</param>
    /// <exception cref="ArgumentException">The options cannot be used; names all that is wrong.</exception>
    /// <exception cref="DllNotFoundException">The client's library is missing; says what to install.</exception>
    public KafkaSource(KafkaSourceOptions options, TimeProvider clock, IKafkaSourceObserver? observer = null, IOffsetTransactions? transactions = null, Instrumentation? instrumentation = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        IReadOnlyList<string> faults = options.Validate();
        if (faults.Count > 0) throw new ArgumentException($"The source's options cannot be used. {string.Join(' ', faults)}", nameof(options));
        if (transactions is not null && options.GroupId is null) throw new ArgumentException("Transactions carry a group's offsets: name the GroupId.", nameof(options));
        NativeClient.Require();
        this.clock = clock;
        this.transactions = transactions;
        this.instrumentation = instrumentation;
        Name = $"kafka:{string.Join(',', options.Topics)}";
        Origin = new MessagingOrigin("kafka", options.Topics is [string only] ? only : null);
        handOver = new HandOver(options, KafkaCounters);
        loop = new PollLoop(Name, options, clock, observer ?? new Unobserved(), transactions, KafkaCounters, handOver, Partitions, instrumentation);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public MessagingOrigin Origin { get; }

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <summary>What only a Kafka source counts.</summary>
    public KafkaSourceCounters KafkaCounters { get; } = new();

    /// <summary>The partitions that it has, and how far each is behind.</summary>
    public AssignedPartitions Partitions { get; } = new();

    /// <summary>Records that wait for the graph.</summary>
    public long Buffered => handOver.Records;

    /// <inheritdoc/>
    /// <exception cref="BusException">The topics cannot be read; says why, and what to do.</exception>
    public ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Start();
        handOver.Fill(batch);
        return batch.Count > 0 ? ValueTask.FromResult(Count(batch)) : WaitAsync(batch, cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>Only notes how far each stream is acknowledged: the poll thread commits, and waits for nothing here.</remarks>
    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        for (int i = batch.Count - 1; i >= 0; i--)
        {
            SourcePosition position = batch.Positions[i];
            // Of each run of records of one stream the last one tells.
            while (i > 0 && ReferenceEquals(batch.Positions[i - 1].Stream, position.Stream)) i--;
            if (!((PartitionStream)position.Stream).Acknowledge(position.Next, transactions)) KafkaCounters.AcknowledgeStale();
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// After an aborted transaction: every assigned partition gets a new stream, which goes on at the offset committed last. Acknowledgements of the old ones are ignored.
    /// </summary>
    /// <returns>Ends when that is done, or the source is closed. Not to be waited for in what <see cref="IOffsetTransactions"/> does on the poll thread.</returns>
    public Task RewindAsync() => loop.RewindAsync();

    /// <summary>Gives the partitions up, commits what was acknowledged, and leaves the group.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (starting)
        {
            if (disposed) return;
            disposed = true;
            if (!started) return;
        }
        loop.Stop();
        try
        {
            await loop.Finished.WaitAsync(CloseDeadline, clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The coordinator does not answer: the group finds out by itself that the member is gone.
        }
        observation?.Dispose();
    }

    private async ValueTask<bool> WaitAsync(RecordBatch batch, CancellationToken cancellation)
    {
        while (batch.Count == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            if (handOver.IsOver()) return false;
            await handOver.WhenReadyAsync().WaitAsync(cancellation).ConfigureAwait(false);
            handOver.Fill(batch);
        }
        return Count(batch);
    }

    private bool Count(RecordBatch batch)
    {
        Counters.AddRecords(batch.Count);
        Counters.AddBytes(batch.ByteCount);
        return true;
    }

    private void Start()
    {
        if (Volatile.Read(ref started)) return;
        lock (starting)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (started) return;
            if (instrumentation is not null) observation = KafkaConsumerMetrics.Of(instrumentation).Observe(this);
            loop.Start();
            Volatile.Write(ref started, true);
        }
    }

    private sealed class Unobserved : IKafkaSourceObserver;
}
