using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Pipeline.Sinks;

namespace Lad.Elasticsearch.Writing;

/// <summary>Reads answers, document by document: what is settled leaves the body, and its batch is told; what is turned away stays.</summary>
/// <param name="body">The body that was sent.</param>
/// <param name="sender">For names.</param>
/// <param name="counters">The books: always closed before a batch is told.</param>
internal sealed class BulkSettlement(BulkBody body, BulkSender sender, ElasticsearchSinkCounters counters)
{
    private const int MostFaults = 5;
    private BatchDelivery? current;
    private int created;
    private int duplicates;

    /// <summary>A document that was turned away last, and where it was to go.</summary>
    public (string Index, BulkItem Item) Latest { get; private set; }

    /// <summary>Settles the first <paramref name="count"/> documents of the body.</summary>
    /// <returns>How many of them are to be sent again.</returns>
    /// <exception cref="SinkException">What the answer says is not the documents' fault, and will not pass.</exception>
    public int Settle(BulkAnswer answer, int count)
    {
        ThrowIfTargetIsWrong(answer, count, BulkTarget.Scored);
        ThrowIfTargetIsWrong(answer, count, BulkTarget.Anomalies);
        int again = 0;
        body.Thin(count, (index, operation) =>
        {
            BulkOperation? kept = Settle(operation, answer.Items[index]);
            if (kept is not null) again++;
            return kept;
        });
        Tell();
        counters.AddRetried(again);
        return again;
    }

    /// <summary>The first document of the body is larger than a request may be.</summary>
    public void RefuseFirst(ElasticsearchException failure) => body.Thin(1, (_, operation) =>
    {
        counters.AddRefused();
        operation.Delivery.Refuse(operation.Record, SinkFailure.TooLarge(sender.Index(operation.Target), operation.Length, failure));
        return null;
    });

    private BulkOperation? Settle(BulkOperation operation, BulkItem item)
    {
        if (item.FailureStore != FailureStoreUse.None) counters.Add(item.FailureStore);
        if (!ReferenceEquals(current, operation.Delivery)) Tell();
        current = operation.Delivery;
        switch (ItemOutcomes.Of(item.Status))
        {
            case ItemOutcome.Created:
                created++;
                return null;
            case ItemOutcome.Duplicate:
                duplicates++;
                return null;
            case ItemOutcome.Refused:
                counters.AddRefused();
                sender.SayRefused(sender.Index(operation.Target), item);
                operation.Delivery.Refuse(operation.Record, SinkFailure.Reason(sender.Index(operation.Target), item));
                return null;
            case ItemOutcome.TurnedAway:
                Latest = (sender.Index(operation.Target), item);
                return operation;
            case ItemOutcome.Failed when operation.Faults < MostFaults:
                Latest = (sender.Index(operation.Target), item);
                return operation with { Faults = (byte)(operation.Faults + 1) };
            case ItemOutcome.Failed:
                throw SinkFailure.Failing(sender.Name, sender.Index(operation.Target), item, operation.Faults + 1);
            default:
                throw SinkFailure.Unknown(sender.Name, item);
        }
    }

    // For a batch's documents together, and after they are counted: whoever sees the batch delivered sees them in the books.
    private void Tell()
    {
        if (current is null) return;
        counters.AddSettled(created, duplicates);
        current.Settle(created + duplicates);
        (created, duplicates, current) = (0, 0, null);
    }

    private void ThrowIfTargetIsWrong(BulkAnswer answer, int count, BulkTarget target)
    {
        BulkItem? first = null;
        for (int i = 0; i < count; i++)
        {
            if (body.Operations[i].Target != target) continue;
            BulkItem item = answer.Items[i];
            if (!ItemOutcomes.BlamesTarget(item.Status)) return;
            first ??= item;
        }
        if (first is { } blamed) throw SinkFailure.Target(sender.Name, sender.Index(target), blamed);
    }
}
