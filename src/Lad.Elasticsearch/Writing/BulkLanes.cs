using Lad.Elasticsearch.Requests;
using Lad.Pipeline.Sinks;

namespace Lad.Elasticsearch.Writing;

/// <summary>Sends a request's body, so many bytes with so many operations.</summary>
internal delegate Task<BulkAnswer> BulkCall(ReadOnlyMemory<byte> body, int items, CancellationToken cancellation);

/// <summary>
/// The lanes in which requests are on their way, and the queue in front of them. A lane that is free takes what waits as soon as that is enough for a request or old enough; while none is,
/// batches wait, and with them the graph.
/// </summary>
internal sealed class BulkLanes : IAsyncDisposable
{
    private readonly Lock sync = new();
    private readonly Stack<BulkLane> idle;
    private readonly BulkQueue queue;
    private readonly CancellationTokenSource ending = new();
    private readonly TimeProvider clock;
    private readonly ElasticsearchSinkOptions options;
    private readonly ITimer timer;
    private TaskCompletionSource? allIdle;
    private SinkException? failure;

    public BulkLanes(string name, BulkCall call, ElasticsearchSinkOptions options, int enoughBatches, ElasticsearchSinkCounters counters, TimeProvider clock)
    {
        this.options = options;
        this.clock = clock;
        queue = new BulkQueue(options, enoughBatches, clock);
        Ending = ending.Token;
        var sender = new BulkSender(name, call, options, counters, clock);
        idle = new Stack<BulkLane>(Enumerable.Range(0, options.BulksInFlight).Select(number => new BulkLane(this, sender, options, counters, clock, number)));
        timer = clock.CreateTimer(_ => Depart(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Nothing more is to be sent.</summary>
    public CancellationToken Ending { get; }

    /// <summary>Takes a batch. Its task ends when it is delivered.</summary>
    /// <exception cref="SinkException">The sink failed before.</exception>
    public void Add(BatchDelivery delivery)
    {
        lock (sync)
        {
            if (failure is not null) throw failure;
            ObjectDisposedException.ThrowIf(queue.IsClosing, this);
            queue.Add(delivery);
            DepartUnderLock();
        }
        delivery.Watch(Abandon);
    }

    /// <summary>For a lane whose requests are done: has it take what is ripe.</summary>
    /// <returns>Whether there was anything; otherwise the lane is idle now, and somebody else's.</returns>
    public bool TryTake(BulkLane lane)
    {
        lock (sync)
        {
            if (queue.IsRipe && failure is null)
            {
                queue.Take(lane.Body, lane.Portions);
                if (lane.Portions.Count > 0) return true;
            }
            idle.Push(lane);
            DepartUnderLock();
            if (idle.Count == options.BulksInFlight) allIdle?.TrySetResult();
            return false;
        }
    }

    /// <summary>For a lane that sends documents again: has it take what waits and fits beside them.</summary>
    public void TopUp(BulkLane lane)
    {
        lock (sync)
        {
            if (failure is null) queue.Take(lane.Body, lane.Portions);
        }
    }

    /// <summary>The sink cannot go on: everything that waits or is under way fails with the first reason.</summary>
    public SinkException Fail(SinkException reason)
    {
        IReadOnlyList<BatchDelivery> left;
        lock (sync)
        {
            failure ??= reason;
            left = queue.Clear();
        }
        foreach (BatchDelivery delivery in left) delivery.Fail(failure);
        ending.Cancel();
        return failure;
    }

    /// <summary>Sends what waits and waits for it, up to the deadline.</summary>
    public async ValueTask DisposeAsync()
    {
        Task drained;
        lock (sync)
        {
            queue.IsClosing = true;
            allIdle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            DepartUnderLock();
            if (idle.Count == options.BulksInFlight) allIdle.TrySetResult();
            drained = allIdle.Task;
        }
        try
        {
            await drained.WaitAsync(options.DrainDeadline, clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Fail(new SinkException(SinkFault.Failed, nameof(ElasticsearchVerdictSink), $"Closed before all documents were written; waited {options.DrainDeadline}. What was not written is read again."));
            await drained.ConfigureAwait(false);
        }
        await timer.DisposeAsync().ConfigureAwait(false);
        ending.Dispose();
    }

    private void Depart()
    {
        lock (sync) DepartUnderLock();
    }

    private void DepartUnderLock()
    {
        while (idle.Count > 0 && failure is null && queue.IsRipe)
        {
            BulkLane lane = idle.Pop();
            queue.Take(lane.Body, lane.Portions);
            _ = Task.Run(lane.RunAsync);
        }
        if (idle.Count > 0 && !queue.IsEmpty) timer.Change(queue.Wait, Timeout.InfiniteTimeSpan);
    }

    private void Abandon(BatchDelivery delivery)
    {
        delivery.Fail(new OperationCanceledException(delivery.Cancellation));
        lock (sync) queue.Remove(delivery);
    }
}
