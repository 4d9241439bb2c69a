using Confluent.Kafka;

namespace Lad.Kafka.Consuming;

/// <summary>The streams of the assigned partitions. Used by the poll thread alone.</summary>
internal sealed class StreamTable
{
    private readonly Dictionary<TopicPartition, PartitionStream> streams = [];
    private readonly Dictionary<string, PartitionStream?[]> topics = [];
    private string? lastTopic;
    private PartitionStream?[] last = [];

    /// <summary>All streams.</summary>
    public IReadOnlyCollection<PartitionStream> All => streams.Values;

    /// <summary>The stream of a partition.</summary>
    /// <param name="topic">Its topic; <see langword="null"/> when only one can be meant.</param>
    /// <param name="partition">Its number.</param>
    public PartitionStream? Find(string? topic, int partition)
    {
        if (topic is not null && topic != lastTopic) Turn(topic);
        PartitionStream?[] row = last;
        return (uint)partition < (uint)row.Length ? row[partition] : null;
    }

    /// <summary>Puts a stream in the place of whatever its partition had.</summary>
    public void Put(PartitionStream stream)
    {
        streams[stream.Partition] = stream;
        int partition = stream.Partition.Partition.Value;
        PartitionStream?[] row = topics.GetValueOrDefault(stream.Partition.Topic) ?? [];
        if (row.Length <= partition) Array.Resize(ref row, Math.Max(partition + 1, row.Length * 2));
        row[partition] = stream;
        topics[stream.Partition.Topic] = row;
        Turn(stream.Partition.Topic);
    }

    /// <summary>Takes the streams of partitions out.</summary>
    public List<PartitionStream> Remove(IEnumerable<TopicPartition> partitions)
    {
        List<PartitionStream> removed = [];
        foreach (TopicPartition partition in partitions)
        {
            if (!streams.Remove(partition, out PartitionStream? stream)) continue;
            topics[partition.Topic][partition.Partition.Value] = null;
            removed.Add(stream);
        }
        return removed;
    }

    private void Turn(string topic)
    {
        lastTopic = topic;
        last = topics.GetValueOrDefault(topic) ?? [];
    }
}
