namespace Lad.Kafka.Producing;

/// <summary>What a producer did. May be read from any thread.</summary>
public sealed class ProducerCounters
{
    private long produced;
    private long bytes;
    private long failed;
    private long retries;
    private long committed;
    private long aborted;

    /// <summary>Messages that brokers have acknowledged.</summary>
    public long Produced => Interlocked.Read(ref produced);

    /// <summary>Bytes of keys and values handed to the client, before compression.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Messages that could not be delivered.</summary>
    public long Failed => Interlocked.Read(ref failed);

    /// <summary>Requests that were sent again, as of the client's last statistics.</summary>
    public long Retries => Interlocked.Read(ref retries);

    /// <summary>Transactions that were committed.</summary>
    public long TransactionsCommitted => Interlocked.Read(ref committed);

    /// <summary>Transactions that were aborted.</summary>
    public long TransactionsAborted => Interlocked.Read(ref aborted);

    internal void AddProduced(int count) => Interlocked.Add(ref produced, count);

    internal void AddBytes(long count) => Interlocked.Add(ref bytes, count);

    internal void AddFailed() => Interlocked.Increment(ref failed);

    internal void SetRetries(long count) => Interlocked.Exchange(ref retries, count);

    internal void AddCommitted() => Interlocked.Increment(ref committed);

    internal void AddAborted() => Interlocked.Increment(ref aborted);
}
