using System.Text;
using Lad.Kafka.Models;

namespace Lad.Kafka.Tests.Models;

/// <summary>A topic of one partition in memory, to be compacted at any moment.</summary>
internal sealed class MemoryTopic : IChunkReader
{
    private readonly SortedDictionary<long, (string Key, byte[]? Value)> log = [];
    private long end;

    public KafkaModelCounters Counters { get; } = new();

    public MemoryTopic Append(string key, byte[]? value)
    {
        log.Add(end++, (key, value));
        return this;
    }

    public MemoryTopic Append(IEnumerable<TopicMessage> messages)
    {
        foreach (TopicMessage message in messages) Append(message.Key, message.Value);
        return this;
    }

    /// <summary>Keeps the last value of each key only.</summary>
    public MemoryTopic Compact(bool keepTombstones = true)
    {
        HashSet<string> seen = [];
        foreach ((long offset, (string key, byte[]? value)) in log.Reverse().ToArray())
            if (!seen.Add(key) || (value is null && !keepTombstones)) log.Remove(offset);
        return this;
    }

    /// <summary>What a reader knows who reads it from its beginning.</summary>
    public ModelIndex Read(KafkaModelOptions? options = null)
    {
        var index = new ModelIndex("t", 1, options ?? new KafkaModelOptions(), Counters);
        ReadOn(index, 0);
        return index;
    }

    /// <summary>Lets a reader read on from an offset.</summary>
    /// <returns>Where the topic ends.</returns>
    public long ReadOn(ModelIndex index, long from)
    {
        foreach ((long offset, (string key, byte[]? value)) in log)
        {
            if (offset < from) continue;
            byte[]? content = value?.Length <= TopicManifest.MaxBytes ? value : null;
            index.Apply(new ModelMessage(0, offset, 0, ModelKey.Parse(Encoding.UTF8.GetBytes(key)), new ModelValue(value?.Length ?? -1, content)));
        }
        return end;
    }

    public ModelReview Review(ModelIndex index) => new(index, new SnapshotLoader(index, this, Counters));

    public ValueTask<byte[]> ReadAsync(int partition, IReadOnlyList<(ModelKey Key, ChunkPlace Place)> chunks, CancellationToken cancellation)
    {
        var snapshot = new List<byte>();
        foreach ((ModelKey key, ChunkPlace place) in chunks)
        {
            if (!log.TryGetValue(place.Offset, out (string Key, byte[]? Value) found)) throw new ChunksUnreadException($"'{key}' is no longer at offset {place.Offset}");
            Assert.Equal(key.ToString(), found.Key);
            snapshot.AddRange(found.Value!);
        }
        return ValueTask.FromResult(snapshot.ToArray());
    }
}
