using Confluent.Kafka;
using Lad.Detection.Parsing;

namespace Lad.Kafka.Consuming;

/// <summary>
/// Where partitions are read from and, in a bounded source, to. Remembers where a partition began, so that one that comes back before anything of it was committed begins there again
/// and "latest" never skips what came in between.
/// </summary>
internal sealed class StartOffsets(KafkaSourceOptions options, Retries retries)
{
    private readonly Dictionary<TopicPartition, Offset> begun = [];
    private readonly Dictionary<TopicPartition, long> ends = [];

    /// <summary>The offsets at which partitions that were just assigned are read.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="partitions">The partitions.</param>
    /// <param name="decided">Those for which an offset was decided that the group does not know yet.</param>
    public List<TopicPartitionOffset> Resolve(IConsumer<ByteSlice, ByteSlice> consumer, IReadOnlyCollection<TopicPartition> partitions, out List<TopicPartitionOffset> decided)
    {
        decided = [];
        bool grouped = options.GroupId is not null;
        // The client's own way, without a question.
        if (grouped && options.Start == SourceStart.StoredOrEarliest) return [.. partitions.Select(partition => new TopicPartitionOffset(partition, Offset.Unset))];
        List<TopicPartition> fresh = [.. partitions.Where(partition => !grouped || (!options.Start.PrefersStored && !begun.ContainsKey(partition)))];
        List<TopicPartition> known = [.. partitions.Except(fresh)];
        List<TopicPartitionOffset> offsets = Committed(consumer, known);
        fresh.AddRange(offsets.Where(offset => offset.Offset == Offset.Unset).Select(offset => offset.TopicPartition));
        offsets.RemoveAll(offset => offset.Offset == Offset.Unset);
        foreach (TopicPartitionOffset offset in fresh.Where(begun.ContainsKey).Select(partition => new TopicPartitionOffset(partition, begun[partition]))) offsets.Add(offset);
        decided = Begin(consumer, [.. fresh.Where(partition => !begun.ContainsKey(partition))]);
        foreach (TopicPartitionOffset offset in decided) begun[offset.TopicPartition] = offset.Offset;
        offsets.AddRange(decided);
        return offsets;
    }

    /// <summary>What partitions go back to: what the group has stored, or else where they began.</summary>
    public List<TopicPartitionOffset> Stored(IConsumer<ByteSlice, ByteSlice> consumer, IReadOnlyCollection<TopicPartition> partitions) =>
        [.. Committed(consumer, partitions).Select(offset => offset.Offset != Offset.Unset ? offset : new TopicPartitionOffset(offset.TopicPartition, begun.GetValueOrDefault(offset.TopicPartition, Offset.Beginning)))];

    /// <summary>Where a partition ended when this was first asked.</summary>
    public long End(IConsumer<ByteSlice, ByteSlice> consumer, TopicPartition partition)
    {
        if (!ends.TryGetValue(partition, out long end)) ends[partition] = end = EndNow(consumer, partition);
        return end;
    }

    private List<TopicPartitionOffset> Committed(IConsumer<ByteSlice, ByteSlice> consumer, IReadOnlyCollection<TopicPartition> partitions) =>
        partitions.Count == 0 ? [] : retries.Ask("read the group's offsets", () => consumer.Committed(partitions, Retries.Timeout));

    private List<TopicPartitionOffset> Begin(IConsumer<ByteSlice, ByteSlice> consumer, IReadOnlyCollection<TopicPartition> partitions) => options.Start.Kind switch
    {
        SourceStartKind.Time => AtTime(consumer, partitions),
        SourceStartKind.Last => [.. partitions.Select(partition => new TopicPartitionOffset(partition, BeforeEnd(consumer, partition)))],
        SourceStartKind.Latest or SourceStartKind.StoredOrLatest => [.. partitions.Select(partition => new TopicPartitionOffset(partition, EndNow(consumer, partition)))],
        _ => [.. partitions.Select(partition => new TopicPartitionOffset(partition, BeginningNow(consumer, partition)))],
    };

    private List<TopicPartitionOffset> AtTime(IConsumer<ByteSlice, ByteSlice> consumer, IReadOnlyCollection<TopicPartition> partitions)
    {
        if (partitions.Count == 0) return [];
        var time = new Timestamp(options.Start.Time.UtcDateTime, TimestampType.CreateTime);
        List<TopicPartitionOffset> found = retries.Ask("find offsets by time", () => consumer.OffsetsForTimes(partitions.Select(partition => new TopicPartitionTimestamp(partition, time)), Retries.Timeout));
        return [.. found.Select(offset => offset.Offset >= 0 ? offset : new TopicPartitionOffset(offset.TopicPartition, EndNow(consumer, offset.TopicPartition)))];
    }

    private long BeforeEnd(IConsumer<ByteSlice, ByteSlice> consumer, TopicPartition partition) => Math.Max(BeginningNow(consumer, partition), EndNow(consumer, partition) - options.Start.Records);

    private long BeginningNow(IConsumer<ByteSlice, ByteSlice> consumer, TopicPartition partition) =>
        retries.Ask($"find the beginning of {partition.Topic}/{partition.Partition.Value}", () => PartitionBounds.Beginnings(consumer, [partition], Retries.Timeout))[0].Offset.Value;

    private long EndNow(IConsumer<ByteSlice, ByteSlice> consumer, TopicPartition partition) =>
        retries.Ask($"find the end of {partition.Topic}/{partition.Partition.Value}", () => PartitionBounds.Ends(consumer, [partition], Retries.Timeout))[0].Offset.Value;
}
