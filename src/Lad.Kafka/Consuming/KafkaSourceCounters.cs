namespace Lad.Kafka.Consuming;

/// <summary>What a Kafka source has done so far. May be read from any thread.</summary>
public sealed class KafkaSourceCounters
{
    private long received;
    private long bytes;
    private long dropped;
    private long pauses;
    private long rebalances;
    private long staleAcknowledgements;
    private long commits;
    private long failedCommits;
    private long benignCommitFailures;
    private long rewinds;
    private volatile bool paused;

    /// <summary>Records that came from brokers.</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>Bytes of their keys and values.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Records that were received and not handed on, since their partition was given up first: its next owner reads them.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>Times that the graph was behind for so long that fetching was paused.</summary>
    public long Pauses => Interlocked.Read(ref pauses);

    /// <summary>Times that partitions came, went or were lost.</summary>
    public long Rebalances => Interlocked.Read(ref rebalances);

    /// <summary>Runs of acknowledged records whose partition had been given up before; nothing was done with them.</summary>
    public long StaleAcknowledgements => Interlocked.Read(ref staleAcknowledgements);

    /// <summary>Whether fetching is paused now.</summary>
    public bool IsPaused => paused;

    /// <summary>Commits that succeeded, the client's own among them; those of transactions are not.</summary>
    public long Commits => Interlocked.Read(ref commits);

    /// <summary>Commits that failed for a reason that is not benign.</summary>
    public long FailedCommits => Interlocked.Read(ref failedCommits);

    /// <summary>Commits that were refused since the partitions belonged to someone else by then.</summary>
    public long BenignCommitFailures => Interlocked.Read(ref benignCommitFailures);

    /// <summary>Times that all partitions went back to what was committed last.</summary>
    public long Rewinds => Interlocked.Read(ref rewinds);

    // The poll thread is the one writer of these two.
    internal void Receive(int size)
    {
        Volatile.Write(ref received, received + 1);
        Volatile.Write(ref bytes, bytes + size);
    }

    internal void Drop() => Interlocked.Increment(ref dropped);

    internal void Pause()
    {
        Interlocked.Increment(ref pauses);
        paused = true;
    }

    internal void Resume() => paused = false;

    internal void Rebalance() => Interlocked.Increment(ref rebalances);

    internal void AcknowledgeStale() => Interlocked.Increment(ref staleAcknowledgements);

    internal void Commit() => Interlocked.Increment(ref commits);

    internal void FailCommit(bool benign) => Interlocked.Increment(ref benign ? ref benignCommitFailures : ref failedCommits);

    internal void Rewind() => Interlocked.Increment(ref rewinds);
}
