using Confluent.Kafka;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Models;

/// <summary>Writes to a topic with models.</summary>
internal sealed class ModelTopicProducer : IDisposable
{
    private readonly string topic;
    private readonly KafkaClientOptions client;
    private readonly int chunkBytes;
    private readonly IProducer<byte[], byte[]?> producer;
    private Error? trouble;

    public ModelTopicProducer(string topic, KafkaClientOptions client, KafkaModelOptions options)
    {
        this.topic = topic;
        this.client = client;
        chunkBytes = options.ChunkBytes;
        producer = ModelClients.Producer(client, options, error => trouble = error);
    }

    /// <summary>Bytes of a chunk.</summary>
    public int ChunkBytes => chunkBytes;

    /// <summary>Sends a message and waits until all replicas in sync have it.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; <see langword="null"/> for a tombstone.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Its offset.</returns>
    /// <exception cref="Pipeline.Models.ModelStoreException">It was not taken.</exception>
    public async Task<long> SendAsync(int partition, ModelKey key, byte[]? value, CancellationToken cancellation)
    {
        try
        {
            return (await producer.ProduceAsync(new TopicPartition(topic, partition), new Message<byte[], byte[]?> { Key = key.ToBytes(), Value = value }, cancellation).ConfigureAwait(false)).Offset.Value;
        }
        catch (ProduceException<byte[], byte[]?> fault)
        {
            throw TopicFault.Of(topic, client, fault.Error.Code == ErrorCode.Local_MsgTimedOut && trouble is not null ? trouble : fault.Error, fault);
        }
    }

    /// <summary>Sends messages in their order, many at a time.</summary>
    /// <returns>The offset of the last one; -1 when there was none.</returns>
    public async Task<long> SendAsync(int partition, IEnumerable<(ModelKey Key, byte[]? Value)> messages, CancellationToken cancellation)
    {
        long[] offsets = await Task.WhenAll(messages.Select(message => SendAsync(partition, message.Key, message.Value, cancellation))).ConfigureAwait(false);
        return offsets is [] ? -1 : offsets.Max();
    }

    /// <inheritdoc />
    public void Dispose() => producer.Dispose();
}
