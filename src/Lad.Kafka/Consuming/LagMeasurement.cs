using Confluent.Kafka;
using Lad.Detection.Parsing;

namespace Lad.Kafka.Consuming;

/// <summary>
/// Finds out how far the assigned partitions are behind. The client knows their ends from what it fetches, for nothing; it is asked of brokers where reading begins, once and only of a partition
/// of which nothing has come, and the end of a partition that is paused. Used by the poll thread alone.
/// </summary>
internal sealed class LagMeasurement(KafkaSourceOptions options, StreamTable streams, AssignedPartitions partitions, TimeProvider clock)
{
    private const int MostQuestions = 16;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private long? last;
    private long refused;
    private int turn;

    /// <summary>Measures, once a second; between, while fetching is paused, asks for the end of one partition after the other.</summary>
    public void Look(IConsumer<ByteSlice, ByteSlice> consumer, bool paused)
    {
        if (paused && MayAsk() && streams.All.Count > 0) AskEnd(consumer, streams.All.ElementAt(turn++ % streams.All.Count));
        if (last is { } before && clock.GetElapsedTime(before) < Interval) return;
        last = clock.GetTimestamp();
        if (MayAsk()) FindStarts(consumer);
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
        // The markers of transactions are no records: behind the last of them nothing is left.
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

    private void FindStarts(IConsumer<ByteSlice, ByteSlice> consumer)
    {
        PartitionStream[] unknown = [.. streams.All.Where(stream => stream.Start < 0 && stream.Next < 0).Take(MostQuestions)];
        if (unknown.Length == 0) return;
        try
        {
            if (options.GroupId is not null)
            {
                foreach ((PartitionStream stream, TopicPartitionOffset committed) in unknown.Zip(consumer.Committed(unknown.Select(stream => stream.Partition), Patience)))
                    if (committed.Offset >= 0) stream.Start = committed.Offset.Value;
            }
            foreach (PartitionStream stream in unknown.Where(stream => stream.Start < 0))
            {
                WatermarkOffsets ends = consumer.QueryWatermarkOffsets(stream.Partition, Patience);
                stream.Start = ends.Low.Value;
                stream.AskedEnd = ends.High.Value;
            }
        }
        catch (KafkaException)
        {
            refused = clock.GetTimestamp();
        }
    }

    private void AskEnd(IConsumer<ByteSlice, ByteSlice> consumer, PartitionStream stream)
    {
        try
        {
            stream.AskedEnd = consumer.QueryWatermarkOffsets(stream.Partition, Patience).High.Value;
        }
        catch (KafkaException)
        {
            refused = clock.GetTimestamp();
        }
    }

    // Brokers that do not answer are not asked all the time: this thread has others to wait for.
    private bool MayAsk() => refused == 0 || clock.GetElapsedTime(refused) >= 5 * Interval;
}
