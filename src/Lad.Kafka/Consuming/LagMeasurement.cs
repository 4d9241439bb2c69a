using Confluent.Kafka;
using Lad.Detection.Parsing;

namespace Lad.Kafka.Consuming;

/// <summary>
/// Finds out how far the assigned partitions are behind. What is fetched tells the client where they begin and end, for nothing; only while fetching is paused are the brokers asked.
/// Used by the poll thread alone.
/// </summary>
internal sealed class LagMeasurement(KafkaSourceOptions options, StreamTable streams, AssignedPartitions partitions, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private long? last;
    private long? refused;

    /// <summary>Measures, once a second.</summary>
    public void Look(IConsumer<ByteSlice, ByteSlice> consumer, bool paused)
    {
        if (last is { } before && clock.GetElapsedTime(before) < Interval) return;
        last = clock.GetTimestamp();
        if (paused && streams.All.Count > 0 && MayAsk()) Ask(consumer);
        List<PartitionLag> lags = new(streams.All.Count);
        foreach (PartitionStream stream in streams.All)
        {
            if (Of(consumer, stream) is { } records) lags.Add(new PartitionLag(stream.Partition.Topic, stream.Partition.Partition.Value, records));
        }
        partitions.Measured([.. lags]);
    }

    private long? Of(IConsumer<ByteSlice, ByteSlice> consumer, PartitionStream stream)
    {
        // A reader without a group commits nothing: what it took is done.
        long delivered = Math.Max(options.GroupId is null ? stream.Taken : stream.Acknowledged, stream.Start);
        // The markers of transactions are no records: behind the last of them nothing is left. Nor is it where nothing came before the end.
        if (delivered >= stream.Next && stream.Reached > delivered) delivered = stream.Reached;
        long end = stream.End ?? Math.Max(Fetched(consumer, stream), Math.Max(stream.AskedEnd, stream.Reached));
        return delivered < 0 || end < 0 ? null : Math.Max(end - delivered, 0);
    }

    private static long Fetched(IConsumer<ByteSlice, ByteSlice> consumer, PartitionStream stream)
    {
        try
        {
            return consumer.GetWatermarkOffsets(stream.Partition).High.Value;
        }
        catch (KafkaException)
        {
            // Nothing of it was fetched yet.
            return -1;
        }
    }

    private void Ask(IConsumer<ByteSlice, ByteSlice> consumer)
    {
        try
        {
            foreach (TopicPartitionOffset end in PartitionBounds.Ends(consumer, streams.All.Select(stream => stream.Partition), Patience)) StreamOf(end).AskedEnd = end.Offset.Value;
            // Those that came while fetching was paused.
            if (options.GroupId is not null && Unbegun() is { Count: > 0 } unbegun)
            {
                foreach (TopicPartitionOffset committed in consumer.Committed(unbegun, Patience)) StreamOf(committed).Start = committed.Offset.Value;
            }
            if (Unbegun() is { Count: > 0 } fresh)
            {
                foreach (TopicPartitionOffset beginning in PartitionBounds.Beginnings(consumer, fresh, Patience)) StreamOf(beginning).Start = beginning.Offset.Value;
            }
        }
        catch (KafkaException)
        {
            refused = clock.GetTimestamp();
        }
    }

    private List<TopicPartition> Unbegun() => [.. streams.All.Where(stream => stream.Start < 0 && stream.Next < 0 && stream.Reached < 0).Select(stream => stream.Partition)];

    private PartitionStream StreamOf(TopicPartitionOffset offset) => streams.Find(offset.Topic, offset.Partition.Value)!;

    // Brokers that do not answer are not asked all the time: this thread has others to wait for.
    private bool MayAsk() => refused is not { } before || clock.GetElapsedTime(before) >= 5 * Interval;
}
