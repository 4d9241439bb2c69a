using Confluent.Kafka;
using Lad.Detection.Parsing;

namespace Lad.Kafka.Consuming;

/// <summary>Tells the consumer what was acknowledged. Used by the poll thread alone.</summary>
internal sealed class Commits(KafkaSourceCounters counters, IKafkaSourceObserver observer)
{
    private const int Attempts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly object pausing = new();

    /// <summary>Stores what was acknowledged since the last time; the client commits it in its own time, without anyone waiting.</summary>
    public void Store(IConsumer<ByteSlice, ByteSlice> consumer, IEnumerable<PartitionStream> streams)
    {
        foreach (PartitionStream stream in streams)
        {
            long next = stream.Acknowledged;
            if (next <= stream.Stored) continue;
            try
            {
                consumer.StoreOffset(new TopicPartitionOffset(stream.Partition, next));
                stream.Stored = next;
            }
            catch (KafkaException e)
            {
                Failed(e.Error);
            }
        }
    }

    /// <summary>Commits what was acknowledged of streams that are given up, and returns when that is done.</summary>
    public void GiveUp(IConsumer<ByteSlice, ByteSlice> consumer, IReadOnlyCollection<PartitionStream> streams)
    {
        // What the client commits by itself when it lets go of a partition is then no older.
        Store(consumer, streams);
        Commit(consumer, [.. streams.Where(stream => stream.Acknowledged >= 0).Select(stream => new TopicPartitionOffset(stream.Partition, stream.Acknowledged))]);
    }

    /// <summary>Commits offsets, and returns when that is done.</summary>
    public void Commit(IConsumer<ByteSlice, ByteSlice> consumer, List<TopicPartitionOffset> offsets)
    {
        for (int attempt = 1; offsets.Count > 0; attempt++)
        {
            try
            {
                consumer.Commit(offsets);
                counters.Commit();
                return;
            }
            catch (KafkaException e)
            {
                Error error = e is TopicPartitionOffsetException { Results: var results } && results.FirstOrDefault(result => result.Error.IsError) is { } first ? first.Error : e.Error;
                // Refused for the moment in which the group waits for its leader: that passes.
                if (error.Code != ErrorCode.RebalanceInProgress || attempt == Attempts)
                {
                    Failed(error);
                    return;
                }
                lock (pausing) Monitor.Wait(pausing, Pause);
            }
        }
    }

    /// <summary>What became of a commit that the client made by itself.</summary>
    public void Committed(CommittedOffsets committed)
    {
        if (committed.Error.Code == ErrorCode.Local_NoOffset) return;
        if (committed.Error.IsError) Failed(committed.Error);
        else if (committed.Offsets.FirstOrDefault(offset => offset.Error.IsError) is { } failed) Failed(failed.Error);
        else counters.Commit();
    }

    private void Failed(Error error)
    {
        bool benign = ConsumerFault.IsBenignForCommit(error);
        counters.FailCommit(benign);
        observer.CommitFailed(error.Reason, benign);
    }
}
