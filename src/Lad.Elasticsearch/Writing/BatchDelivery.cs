using Lad.Pipeline.Batches;

namespace Lad.Elasticsearch.Writing;

/// <summary>
/// A batch's documents on their way, counted together. Its task ends once all of them are settled, or the batch cannot be delivered; never while somebody still reads the batch.
/// </summary>
internal sealed class BatchDelivery
{
    private readonly Lock sync = new();
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RecordBatch batch;
    private List<(int Record, string Reason)>? refusals;
    private CancellationTokenRegistration registration;
    private Exception? failure;
    private int unsettled;
    private int readers;
    private bool ended;

    /// <param name="batch">The batch.</param>
    /// <param name="output">Its documents, as <see cref="RenderedDocuments"/>.</param>
    /// <param name="since">When it came, a time stamp of the clock.</param>
    /// <param name="cancellation">Nobody wants the batch any more.</param>
    public BatchDelivery(RecordBatch batch, OutputBuffer output, long since, CancellationToken cancellation)
    {
        this.batch = batch;
        Output = output;
        Since = since;
        Cancellation = cancellation;
        var documents = new RenderedDocuments(output);
        Count = unsettled = documents.Count;
        BytesLeft = documents.Bytes;
    }

    /// <summary>Ends when the batch is delivered.</summary>
    public Task Task => done.Task;

    public OutputBuffer Output { get; }

    public long Since { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>Documents of the batch.</summary>
    public int Count { get; }

    /// <summary>The first document that no request has taken. Belongs to the queue.</summary>
    public int Next { get; private set; }

    /// <summary>Bytes of the documents that no request has taken. Belongs to the queue.</summary>
    public int BytesLeft { get; private set; }

    /// <summary>Has <paramref name="abandoned"/> called when nobody wants the batch any more, at once if it is so already.</summary>
    public void Watch(Action<BatchDelivery> abandoned)
    {
        if (!Cancellation.CanBeCanceled) return;
        CancellationTokenRegistration made = Cancellation.Register(() => abandoned(this));
        lock (sync)
        {
            registration = made;
            if (!ended) return;
        }
        made.Unregister();
    }

    /// <summary>Documents up to <paramref name="to"/> are taken. Call it as a reader.</summary>
    public void Take(int to, int bytes)
    {
        Next = to;
        BytesLeft -= bytes;
    }

    /// <summary>Begins to read the batch, which stays until <see cref="EndReading"/>.</summary>
    /// <returns>Whether it may be read.</returns>
    public bool TryBeginReading()
    {
        lock (sync)
        {
            if (failure is not null) return false;
            readers++;
            return true;
        }
    }

    public void EndReading()
    {
        lock (sync)
        {
            readers--;
            EndIfDone();
        }
    }

    /// <summary>Documents are where they belong.</summary>
    public void Settle(int documents)
    {
        lock (sync)
        {
            unsettled -= documents;
            EndIfDone();
        }
    }

    /// <summary>A document is refused for good.</summary>
    public void Refuse(int record, string reason)
    {
        lock (sync)
        {
            (refusals ??= []).Add((record, reason));
            unsettled--;
            EndIfDone();
        }
    }

    /// <summary>The batch cannot be delivered.</summary>
    public void Fail(Exception reason)
    {
        lock (sync)
        {
            failure ??= reason;
            EndIfDone();
        }
    }

    private void EndIfDone()
    {
        if (ended || readers > 0 || (failure is null && unsettled > 0)) return;
        ended = true;
        registration.Unregister();
        if (failure is OperationCanceledException) done.TrySetCanceled(Cancellation);
        else if (failure is not null) done.TrySetException(failure);
        else Complete();
    }

    private void Complete()
    {
        foreach ((int record, string reason) in refusals ?? []) batch.Reject(record, ElasticsearchVerdictSink.RefusedCode, reason);
        done.TrySetResult();
    }
}
