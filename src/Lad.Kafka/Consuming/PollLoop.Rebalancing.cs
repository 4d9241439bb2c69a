using Confluent.Kafka;
using Lad.Detection.Parsing;

namespace Lad.Kafka.Consuming;

/// <content>What happens in the consumer's callbacks, which it calls from a poll or while it closes, on this thread.</content>
internal sealed partial class PollLoop
{
    private void SetHandlers(ConsumerBuilder<ByteSlice, ByteSlice> builder)
    {
        builder
            .SetPartitionsAssignedHandler((_, assigned) => Assigned(assigned))
            .SetPartitionsRevokedHandler((_, revoked) => Revoked([.. revoked.Select(partition => partition.TopicPartition)]))
            .SetPartitionsLostHandler((_, lost) => Lost([.. lost.Select(partition => partition.TopicPartition)]))
            .SetOffsetsCommittedHandler((_, committed) => commits.Committed(committed));
    }

    private void Hear(Error error)
    {
        bool unreachable = options.StopAtEnd && error.Code == ErrorCode.Local_AllBrokersDown && clock.GetElapsedTime(opened) >= options.ConnectDeadline;
        if (ConsumerFault.IsFinal(error) || (!everAssigned && (unreachable || ConsumerFault.IsLogin(error)))) fatal ??= Failure(error);
    }

    private List<TopicPartitionOffset> Assigned(IReadOnlyList<TopicPartition> assigned)
    {
        List<TopicPartitionOffset> offsets = starts.Resolve(consumer, assigned, out List<TopicPartitionOffset> decided);
        // Known to the group at once: a member that takes over before the first record is acknowledged would otherwise decide anew, and "latest" would skip what came meanwhile.
        commits.Commit(consumer, decided);
        Begin(offsets);
        transactions?.Joined(consumer.ConsumerGroupMetadata);
        counters.Rebalance();
        observer.Assigned(assigned);
        return offsets;
    }

    private void AssignDiscovered(IReadOnlyList<TopicPartition> discovered)
    {
        if (discovered.Count == 0 && everAssigned) return;
        List<TopicPartitionOffset> offsets = starts.Resolve(consumer, discovered, out _);
        // Of a partition that came after the source, all is new.
        if (everAssigned) offsets = [.. discovered.Select(partition => new TopicPartitionOffset(partition, Offset.Beginning))];
        Begin(offsets);
        consumer.IncrementalAssign(offsets);
        observer.Assigned(discovered);
    }

    private void Begin(IEnumerable<TopicPartitionOffset> offsets)
    {
        foreach (TopicPartitionOffset offset in offsets)
        {
            var stream = new PartitionStream(offset.TopicPartition, drain) { Start = offset.Offset.Value, Tally = messages?.Consumed(offset.Topic) };
            if (options.StopAtEnd)
            {
                stream.End = starts.End(consumer, offset.TopicPartition);
                stream.HasEnded = stream.End == 0 || (offset.Offset >= 0 && offset.Offset >= stream.End);
            }
            streams.Put(stream);
        }
        everAssigned = true;
        assignmentChanged = true;
        partitions.Changed(streams.All);
    }

    private void Revoked(IReadOnlyList<TopicPartition> revoked)
    {
        long start = clock.GetTimestamp();
        List<PartitionStream> gone = Remove(revoked);
        handOver.StopTaking(gone);
        // A source that is disposed of has no reader any more, and nothing that was not acknowledged by now will be.
        // Acknowledging threads only note offsets and signal; they never need this thread, which waits for them.
        drain.Wait(() => stopping.IsSet || gone.TrueForAll(stream => stream.IsDrained), options.DrainDeadline, clock);
        foreach (PartitionStream stream in gone) stream.Close();
        bool drained = gone.TrueForAll(stream => stream.IsDrained);
        if (transactions is not null)
        {
            // The group may be a generation further than when this member got its partitions, and takes no offsets of an earlier one.
            transactions.Joined(consumer.ConsumerGroupMetadata);
            transactions.Revoking(gone, drained, Left(start));
        }
        else if (options.GroupId is not null) commits.GiveUp(consumer, gone);
        counters.Rebalance();
        observer.Revoked(revoked, drained);
    }

    private TimeSpan Left(long start)
    {
        // What is committed too late is done twice: the transaction gets a little time however long the draining took.
        TimeSpan left = options.DrainDeadline - clock.GetElapsedTime(start);
        return left > TimeSpan.FromSeconds(5) ? left : TimeSpan.FromSeconds(5);
    }

    private void Lost(IReadOnlyList<TopicPartition> lost)
    {
        List<PartitionStream> gone = Remove(lost);
        handOver.StopTaking(gone);
        foreach (PartitionStream stream in gone) stream.Close();
        transactions?.Lost(gone);
        counters.Rebalance();
        observer.Lost(lost);
    }

    private List<PartitionStream> Remove(IReadOnlyList<TopicPartition> given)
    {
        List<PartitionStream> gone = streams.Remove(given);
        partitions.Changed(streams.All);
        return gone;
    }
}
