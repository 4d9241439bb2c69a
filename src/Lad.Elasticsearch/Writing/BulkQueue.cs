namespace Lad.Elasticsearch.Writing;

/// <summary>The batches whose documents no request has taken yet, in their order. Not thread-safe.</summary>
/// <param name="options">What a request holds.</param>
/// <param name="enoughBatches">So many batches are a request whatever they hold: the graph has no more to give than it has batches.</param>
/// <param name="clock">Tells how long they wait.</param>
internal sealed class BulkQueue(ElasticsearchSinkOptions options, int enoughBatches, TimeProvider clock)
{
    private readonly Queue<BatchDelivery> waiting = new();
    private long bytes;
    private int documents;

    public bool IsEmpty => waiting.Count == 0;

    /// <summary>What waits goes without waiting for more.</summary>
    public bool IsClosing { get; set; }

    /// <summary>Whether there is enough for a request, or it has waited long enough.</summary>
    public bool IsRipe => !IsEmpty && (IsClosing || bytes >= options.BulkBytes || documents >= options.BulkDocuments || waiting.Count >= enoughBatches || Wait <= TimeSpan.Zero);

    /// <summary>How long the first batch may still wait.</summary>
    public TimeSpan Wait => options.BulkAge - clock.GetElapsedTime(waiting.Peek().Since);

    public void Add(BatchDelivery delivery)
    {
        waiting.Enqueue(delivery);
        bytes += delivery.BytesLeft;
        documents += delivery.Count - delivery.Next;
    }

    /// <summary>Forgets a batch that will not be delivered.</summary>
    public void Remove(BatchDelivery delivery)
    {
        Leave(delivery, delivery.Count, delivery.BytesLeft);
        while (waiting.TryPeek(out BatchDelivery? first) && first.Next == first.Count) waiting.Dequeue();
    }

    /// <summary>Takes all batches out.</summary>
    public IReadOnlyList<BatchDelivery> Clear()
    {
        BatchDelivery[] left = [.. waiting];
        waiting.Clear();
        bytes = documents = 0;
        return left;
    }

    /// <summary>Takes what fits a body behind what that holds already. A document that is larger than a body gets one of its own.</summary>
    public void Take(BulkBody body, Queue<BulkPortion> portions)
    {
        int room = options.BulkBytes - body.Length;
        int places = options.BulkDocuments - body.Count;
        while (waiting.TryPeek(out BatchDelivery? first))
        {
            if (first.Next == first.Count || !first.TryBeginReading())
            {
                Leave(first, first.Count, first.BytesLeft);
                waiting.Dequeue();
                continue;
            }
            int from = first.Next;
            int to = Fit(first, room, places, out int taken);
            if (to == from && body.Count == 0 && portions.Count == 0) to = Fit(first, int.MaxValue, 1, out taken);
            if (to == from)
            {
                first.EndReading();
                return;
            }
            portions.Enqueue(new BulkPortion(first, from, to));
            Leave(first, to, taken);
            room -= taken;
            places -= to - from;
            if (to < first.Count) return;
            waiting.Dequeue();
        }
    }

    private static int Fit(BatchDelivery delivery, int room, int places, out int taken)
    {
        var rendered = new RenderedDocuments(delivery.Output);
        taken = 0;
        int to = delivery.Next;
        for (; to < delivery.Count && places > 0 && rendered[to].Length <= room - taken; to++, places--) taken += rendered[to].Length;
        return to;
    }

    private void Leave(BatchDelivery delivery, int to, int taken)
    {
        bytes -= taken;
        documents -= to - delivery.Next;
        delivery.Take(to, taken);
    }
}
