using System.Globalization;
using Confluent.Kafka;
using Lad.Kafka.Telemetry;
using Lad.Pipeline.Sources;

namespace Lad.Kafka.Consuming;

/// <summary>
/// One assignment of a partition: its epoch. A partition that is given up and comes back is another stream, so that acknowledgements of before are known for what they are.
/// Its identity is the partition's, so that a redelivered record has the same event id.
/// </summary>
public sealed class PartitionStream : SourceStream
{
    private readonly Lock progress = new();
    private readonly DrainSignal drain;
    private long taken = -1;
    private long acknowledged = -1;
    private volatile bool given;
    private volatile bool closed;

    internal PartitionStream(TopicPartition partition, DrainSignal drain)
        : base(string.Create(CultureInfo.InvariantCulture, $"{partition.Topic}/{partition.Partition.Value}"), string.Create(CultureInfo.InvariantCulture, $"kafka:{partition.Topic}/{partition.Partition.Value}"))
    {
        Partition = partition;
        this.drain = drain;
    }

    /// <summary>The partition.</summary>
    public TopicPartition Partition { get; }

    /// <summary>Whether the partition was revoked, lost or rewound: nothing more is handed on of it, and nothing acknowledged.</summary>
    public bool IsClosed => closed;

    /// <summary>Up to where records were handed to the graph, as the offset that would be read next; -1 before the first.</summary>
    public long Taken => Volatile.Read(ref taken);

    /// <summary>Up to where records were acknowledged, as the offset to commit; -1 before the first.</summary>
    public long Acknowledged => Volatile.Read(ref acknowledged);

    /// <summary>Whether all that was handed on is acknowledged.</summary>
    public bool IsDrained => Acknowledged >= Taken;

    /// <summary>Where the bounded part of the partition ends; <see langword="null"/> without a bound. Used by the poll thread alone.</summary>
    internal long? End { get; set; }

    /// <summary>Whether <see cref="End"/> was reached. Used by the poll thread alone.</summary>
    internal bool HasEnded { get; set; }

    /// <summary>What the consumer was told last. Used by the poll thread alone.</summary>
    internal long Stored { get; set; } = -1;

    /// <summary>Where reading begins; -1 while that is not known. Used by the poll thread alone.</summary>
    internal long Start { get; set; } = -1;

    /// <summary>The offset behind the last record that came; -1 before the first. Used by the poll thread alone.</summary>
    internal long Next { get; private set; } = -1;

    /// <summary>The end that reading came to, behind records or markers; -1 before. Used by the poll thread alone.</summary>
    internal long Reached { get; set; } = -1;

    /// <summary>Its end as brokers said when they were asked; -1 when they were not. Used by the poll thread alone.</summary>
    internal long AskedEnd { get; set; } = -1;

    /// <summary>Counts what comes of its topic; <see langword="null"/> when nobody looks.</summary>
    internal MessageTally? Tally { get; init; }

    /// <summary>Whether its records are still handed on.</summary>
    internal bool IsOpen => !given;

    /// <summary>A record came. By the poll thread.</summary>
    internal void Receive(long offset)
    {
        // What lies before the first record is gone, or was never one.
        if (Next < 0) Start = offset;
        Next = offset + 1;
    }

    /// <summary>By the one reader, before the record is seen by anyone else.</summary>
    internal void Take(long next) => Volatile.Write(ref taken, next);

    /// <summary>No record is handed on any more; what was may still be acknowledged. Called while the reader is locked out.</summary>
    internal void StopTaking() => given = true;

    /// <summary>Nothing is acknowledged any more: afterwards <see cref="Acknowledged"/> stands still.</summary>
    internal void Close()
    {
        lock (progress)
        {
            given = true;
            closed = true;
        }
    }

    /// <summary>By acknowledging threads. Batches are acknowledged in order, so the offset is the end of the contiguous prefix.</summary>
    /// <returns>Whether the stream still is the partition's epoch; when not, nothing was done.</returns>
    internal bool Acknowledge(long next, IOffsetTransactions? transactions)
    {
        // Under the lock, so that a transaction never hears of a stream that it was told is gone.
        lock (progress)
        {
            if (closed) return false;
            if (next > acknowledged)
            {
                Volatile.Write(ref acknowledged, next);
                transactions?.Acknowledged(this, next);
            }
        }
        drain.Progress();
        return true;
    }
}
