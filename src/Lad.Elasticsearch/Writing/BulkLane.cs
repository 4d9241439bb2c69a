using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Pipeline.Sinks;

namespace Lad.Elasticsearch.Writing;

/// <summary>
/// One request after the other. Documents that are turned away stay in the lane's body and go again after a pause, with new ones beside them; a body that is too large for the server goes in smaller parts.
/// </summary>
internal sealed class BulkLane
{
    private readonly BulkLanes lanes;
    private readonly BulkSender sender;
    private readonly BulkSettlement settlement;
    private readonly BulkPauses pauses;
    private readonly ElasticsearchSinkOptions options;
    private readonly ElasticsearchSinkCounters counters;
    private readonly TimeProvider clock;
    private CancellationToken unwanted;
    private long? turnedAwaySince;
    private int limit;

    public BulkLane(BulkLanes lanes, BulkSender sender, ElasticsearchSinkOptions options, ElasticsearchSinkCounters counters, TimeProvider clock, int number)
    {
        this.lanes = lanes;
        this.sender = sender;
        this.options = options;
        this.counters = counters;
        this.clock = clock;
        Body = new BulkBody(options.BulkBytes);
        settlement = new BulkSettlement(Body, sender, counters);
        pauses = new BulkPauses(options.Patience, new Random(unchecked((int)clock.GetTimestamp() + number)));
        limit = int.MaxValue;
    }

    /// <summary>What is to be sent.</summary>
    public BulkBody Body { get; }

    /// <summary>What was taken from the queue and is not in the body yet.</summary>
    public Queue<BulkPortion> Portions { get; } = [];

    /// <summary>Sends what was taken, and whatever is ripe then. Does not fail: the sink does.</summary>
    public async Task RunAsync()
    {
        do
        {
            try
            {
                await SendAllAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (unwanted.IsCancellationRequested && !lanes.Ending.IsCancellationRequested)
            {
                Body.Clear();
            }
            catch (Exception failure)
            {
                SinkException reason = lanes.Fail(SinkFailure.Of(sender.Name, failure));
                Drop(reason);
            }
        }
        while (lanes.TryTake(this));
    }

    private async Task SendAllAsync()
    {
        Fill();
        while (Body.Count > 0)
        {
            TimeSpan pause = await SendPartAsync().ConfigureAwait(false);
            if (pause > TimeSpan.Zero)
            {
                using var wanted = CancellationTokenSource.CreateLinkedTokenSource(unwanted, lanes.Ending);
                await Task.Delay(pause, clock, wanted.Token).ConfigureAwait(false);
            }
            if (Body.Count == 0) return;
            lanes.TopUp(this);
            Fill();
        }
    }

    private void Fill()
    {
        while (Portions.TryPeek(out BulkPortion portion))
        {
            // Batches of one run share their token. Of several runs' batches in one body, none is in the way of the others'.
            CancellationToken token = portion.Delivery.Cancellation;
            unwanted = Body.Count == 0 || unwanted == token ? token : CancellationToken.None;
            Body.Append(portion);
            portion.Delivery.EndReading();
            Portions.Dequeue();
        }
    }

    private void Drop(SinkException reason)
    {
        foreach (BulkOperation operation in Body.Operations) operation.Delivery.Fail(reason);
        Body.Clear();
        while (Portions.TryDequeue(out BulkPortion portion))
        {
            portion.Delivery.Fail(reason);
            portion.Delivery.EndReading();
        }
    }

    /// <summary>Sends as much of the body as the server takes at once.</summary>
    /// <returns>How long to wait before the rest.</returns>
    private async Task<TimeSpan> SendPartAsync()
    {
        int count = Body.Fit(limit, out int length);
        BulkAnswer answer;
        using (var wanted = CancellationTokenSource.CreateLinkedTokenSource(unwanted, lanes.Ending))
        {
            try
            {
                answer = await sender.SendAsync(Body.Start(length), count, wanted.Token).ConfigureAwait(false);
            }
            catch (ElasticsearchException failure) when (failure.Fault == ElasticsearchFault.TooLarge)
            {
                Shrink(count, length, failure);
                return TimeSpan.Zero;
            }
        }
        if (limit < options.BulkBytes) limit += limit / 8;
        counters.AddWireBytes(answer.WireBytes);
        int again = settlement.Settle(answer, count);
        if (again < count) turnedAwaySince = null;
        if (again > 0) BePatient(again);
        return pauses.Next(count - again, again, answer.RetryAfter);
    }

    private void Shrink(int count, int length, ElasticsearchException failure)
    {
        if (count == 1)
        {
            // The others were not to blame for the parts that were refused with this one.
            limit = int.MaxValue;
            settlement.RefuseFirst(failure);
            return;
        }
        sender.SayTooLarge(length);
        limit = length / 2;
    }

    private void BePatient(int again)
    {
        (string index, BulkItem item) = settlement.Latest;
        sender.SayTurnedAway(index, again, item);
        turnedAwaySince ??= clock.GetTimestamp();
        if (options.Patience.GiveUpAfter > TimeSpan.Zero && clock.GetElapsedTime(turnedAwaySince.Value) >= options.Patience.GiveUpAfter)
            throw SinkFailure.TurnedAway(sender.Name, index, item, options.Patience.GiveUpAfter);
    }
}
