using Confluent.Kafka;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Models;

/// <summary>Reads chunks with a consumer of its own, which rests between snapshots.</summary>
internal sealed class ChunkReader(string topic, KafkaClientOptions client, KafkaModelOptions options, TimeProvider time) : IChunkReader, IDisposable
{
    // What lies between is read over; beyond that a new fetch is cheaper.
    private const int FurthestSkip = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private IConsumer<ModelKey?, byte[]>? consumer;
    private Error? trouble;

    /// <inheritdoc />
    public async ValueTask<byte[]> ReadAsync(int partition, IReadOnlyList<(ModelKey Key, ChunkPlace Place)> chunks, CancellationToken cancellation)
    {
        consumer ??= ModelClients.Consumer(client, Deserializers.ByteArray, error => trouble = error);
        byte[] snapshot = new byte[chunks.Sum(chunk => chunk.Place.Bytes)];
        long begin = time.GetTimestamp();
        long next = long.MinValue;
        try
        {
            foreach ((ModelKey key, ChunkPlace place, int at) in InOrderOfOffset(chunks))
            {
                if (next > place.Offset || next < place.Offset - FurthestSkip) consumer.Assign(new TopicPartitionOffset(topic, partition, place.Offset));
                while (true)
                {
                    ConsumeResult<ModelKey?, byte[]>? result = Next();
                    if (result is null)
                    {
                        if (time.GetElapsedTime(begin) > options.Timeout) throw new ChunksUnreadException($"'{key}' did not arrive within {options.Timeout.TotalSeconds:0.#} s{(trouble is null ? "" : $": {trouble.Reason}")}");
                        await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
                        continue;
                    }
                    if (!result.IsPartitionEOF && result.Offset < place.Offset) continue;
                    if (result.IsPartitionEOF || result.Offset != place.Offset || result.Message.Key != key || result.Message.Value?.Length != place.Bytes)
                        throw new ChunksUnreadException($"'{key}' is no longer at offset {place.Offset}");
                    next = result.Offset.Value + 1;
                    result.Message.Value.CopyTo(snapshot, at);
                    break;
                }
            }
        }
        finally
        {
            consumer.Unassign();
        }
        return snapshot;
    }

    /// <inheritdoc />
    public void Dispose() => consumer?.Dispose();

    private ConsumeResult<ModelKey?, byte[]>? Next()
    {
        try
        {
            return consumer!.Consume(TimeSpan.Zero);
        }
        catch (ConsumeException fault)
        {
            trouble = fault.Error;
            return null;
        }
    }

    private static IEnumerable<(ModelKey Key, ChunkPlace Place, int At)> InOrderOfOffset(IReadOnlyList<(ModelKey Key, ChunkPlace Place)> chunks)
    {
        int at = 0;
        var placed = new List<(ModelKey, ChunkPlace Place, int)>(chunks.Count);
        foreach ((ModelKey key, ChunkPlace place) in chunks)
        {
            placed.Add((key, place, at));
            at += place.Bytes;
        }
        return placed.OrderBy(chunk => chunk.Place.Offset);
    }
}
