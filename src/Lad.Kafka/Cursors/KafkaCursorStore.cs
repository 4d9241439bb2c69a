using Confluent.Kafka;
using Lad.Kafka.Clients;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Sources.Cursors;

namespace Lad.Kafka.Cursors;

/// <summary>
/// Cursors on a compacted topic: each part is a message under the key <c>SOURCE/PART</c>, a tombstone removes it. All parts of a source lie on one partition, in the order in which they were written.
/// Any number of sources may share a topic; each has one writer.
/// </summary>
public sealed class KafkaCursorStore : ICursorStore
{
    // A broker may be away for as long before a source ends on it: what is not saved is only read again.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private readonly string topic;
    private readonly KafkaClientOptions client;
    private readonly TimeProvider time;
    private IProducer<byte[], byte[]?>? producer;
    private Error? trouble;
    private int partitions;

    /// <summary>Makes a store; nothing is connected yet.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="client">How the brokers are reached.</param>
    /// <param name="time">The clock of time-outs.</param>
    public KafkaCursorStore(string topic, KafkaClientOptions client, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(time);
        this.topic = topic;
        this.client = client;
        this.time = time;
    }

    /// <inheritdoc/>
    public string Name => $"kafka:{topic}";

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<string, byte[]>> LoadAsync(string source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            partitions = (await KafkaConnection.CheckAsync(client, [topic], cancellation: cancellation).ConfigureAwait(false))[topic];
        }
        catch (BusException e)
        {
            throw new SourceException(source, $"The cursor '{Name}' cannot be read: {e.Message}", e);
        }
        return await ReadAsync(source, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask SaveAsync(string source, IReadOnlyList<CursorPart> parts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (partitions == 0) throw new InvalidOperationException("A cursor is loaded before it is saved.");
        producer ??= CursorClients.Producer(client, Timeout, error => trouble = error);
        var partition = new TopicPartition(topic, PartitionOf(source));
        try
        {
            // One by one: were one of several on the way refused, those behind it might arrive, and a head without what it names is a damaged cursor.
            foreach (CursorPart part in parts)
                await producer.ProduceAsync(partition, new Message<byte[], byte[]?> { Key = new CursorKey(source, part.Name).ToBytes(), Value = part.Content }, cancellation).ConfigureAwait(false);
        }
        catch (ProduceException<byte[], byte[]?> e)
        {
            Error cause = e.Error.Code == ErrorCode.Local_MsgTimedOut && trouble is not null ? trouble : e.Error;
            throw new SourceException(source, $"The cursor '{Name}' cannot be written: {KafkaFailure.Of(cause, client, topic).Message} Reading goes on from the position saved last.", e);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        producer?.Dispose();
        producer = null;
        return ValueTask.CompletedTask;
    }

    private async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(string source, CancellationToken cancellation)
    {
        Dictionary<string, byte[]> parts = [];
        Error? problem = null;
        using IConsumer<byte[], byte[]?> consumer = CursorClients.Consumer(client, error => problem = error);
        consumer.Assign(new TopicPartitionOffset(topic, PartitionOf(source), 0));
        long begin = time.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            ConsumeResult<byte[], byte[]?>? result = null;
            try
            {
                result = consumer.Consume(TimeSpan.Zero);
            }
            catch (ConsumeException e)
            {
                problem = e.Error;
            }
            if (result is { IsPartitionEOF: true }) return parts;
            if (result is not null)
            {
                begin = time.GetTimestamp();
                Apply(parts, source, result.Message);
                continue;
            }
            bool isFinal = problem is not null && ConsumerIsHopeless(problem);
            if (isFinal || time.GetElapsedTime(begin) > Timeout)
                throw new SourceException(source, $"The cursor '{Name}' cannot be read: {(problem is null ? $"nothing came within {Timeout.TotalSeconds:0} s" : KafkaFailure.Of(problem, client, topic).Message)}");
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }

    private static void Apply(Dictionary<string, byte[]> parts, string source, Message<byte[], byte[]?> message)
    {
        if (message.Key is null || CursorKey.Parse(message.Key) is not { } key || key.Source != source) return;
        if (message.Value is null) parts.Remove(key.Part);
        else parts[key.Part] = message.Value;
    }

    // No group is joined, so that it does not matter whether one may be.
    private static bool ConsumerIsHopeless(Error error) => error.Code != ErrorCode.GroupAuthorizationFailed && Models.TopicFault.IsFinal(error);

    private int PartitionOf(string source) => Models.ModelKey.PartitionOf(source, partitions);
}
