using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Writing;

/// <summary>
/// What a sink did; safe to read from any thread. <see cref="Documents"/> = <see cref="Created"/> + <see cref="Duplicates"/> + <see cref="Refused"/> + <see cref="InFlight"/>, and nothing
/// is in flight when the graph ended in order. An anomaly that goes to both targets is two documents.
/// </summary>
public sealed class ElasticsearchSinkCounters
{
    private long documents;
    private long created;
    private long duplicates;
    private long refused;
    private long retried;
    private long failureStoreUsed;
    private long failureStoreNotEnabled;
    private long failureStoreFailed;
    private long requests;
    private long bytes;
    private long wireBytes;

    /// <summary>Documents that were handed over to be written.</summary>
    public long Documents => Interlocked.Read(ref documents);

    /// <summary>Documents that were created, those that went to a failure store among them.</summary>
    public long Created => Interlocked.Read(ref created);

    /// <summary>Documents that were there already: written before a crash, or by a request whose answer was lost.</summary>
    public long Duplicates => Interlocked.Read(ref duplicates);

    /// <summary>Documents that were refused for good: their records are dead letters.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <summary>Documents that are not settled. After a fault or a missed deadline: those whose records will be read again.</summary>
    public long InFlight => Documents - Created - Duplicates - Refused;

    /// <summary>Documents that were turned away for now and sent once more, each time counted.</summary>
    public long Retried => Interlocked.Read(ref retried);

    /// <summary>Documents that a data stream kept in its failure store: not in the stream itself.</summary>
    public long FailureStoreUsed => Interlocked.Read(ref failureStoreUsed);

    /// <summary>Documents that were refused by a data stream without a failure store.</summary>
    public long FailureStoreNotEnabled => Interlocked.Read(ref failureStoreNotEnabled);

    /// <summary>Documents that were refused by the failure store, too.</summary>
    public long FailureStoreFailed => Interlocked.Read(ref failureStoreFailed);

    /// <summary>Requests that were sent, each attempt counted.</summary>
    public long Requests => Interlocked.Read(ref requests);

    /// <summary>Bytes of their bodies before compression.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Bytes of the bodies as they were sent, of requests that were answered.</summary>
    public long WireBytes => Interlocked.Read(ref wireBytes);

    internal void AddDocuments(int count) => Interlocked.Add(ref documents, count);

    internal void AddRequest(int body)
    {
        Interlocked.Increment(ref requests);
        Interlocked.Add(ref bytes, body);
    }

    internal void AddWireBytes(long count) => Interlocked.Add(ref wireBytes, count);

    internal void AddSettled(int newly, int before)
    {
        if (newly != 0) Interlocked.Add(ref created, newly);
        if (before != 0) Interlocked.Add(ref duplicates, before);
    }

    internal void AddRefused() => Interlocked.Increment(ref refused);

    internal void AddRetried(int count)
    {
        if (count != 0) Interlocked.Add(ref retried, count);
    }

    internal void Add(FailureStoreUse use)
    {
        switch (use)
        {
            case FailureStoreUse.Used:
                Interlocked.Increment(ref failureStoreUsed);
                break;
            case FailureStoreUse.NotEnabled:
                Interlocked.Increment(ref failureStoreNotEnabled);
                break;
            case FailureStoreUse.Failed:
                Interlocked.Increment(ref failureStoreFailed);
                break;
        }
    }
}
