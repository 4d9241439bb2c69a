using Confluent.Kafka;
using Lad.Kafka.Clients;

namespace Lad.Kafka.Producing;

/// <summary>
/// Sends the messages of the sinks that share it: idempotent, acknowledged by all replicas, in the order in which they were given. What waits for the brokers is bounded by number and bytes;
/// whoever finds the queue full waits. Disposed of by whoever made it, after its sinks.
/// </summary>
public sealed class KafkaProducer : IDisposable
{
    private static readonly TimeSpan FlushDeadline = TimeSpan.FromSeconds(5);
    private readonly IProducer<byte[]?, byte[]> client;
    private readonly QueueSpace space = new();
    private Error? fatal;

    /// <summary>Makes a producer. Does not wait for a broker.</summary>
    /// <param name="options">How messages are sent.</param>
    /// <param name="notice">Told, on a thread of the client, what it has to say: a broker that cannot be reached, for one. Nothing is lost by ignoring it.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; names all of it.</exception>
    /// <exception cref="InvalidOperationException">librdkafka does not take a property.</exception>
    public KafkaProducer(KafkaProducerOptions options, Action<string>? notice = null)
    {
        NativeClient.Require();
        Options = options.Checked();
        client = new ProducerBuilder<byte[]?, byte[]>(ProducerConfiguration.Of(options))
            .SetKeySerializer(Serializers.ByteArray!)
            .SetValueSerializer(Serializers.ByteArray)
            .SetStatisticsHandler((_, statistics) => Counters.SetRetries(ProducerStatistics.Retries(statistics)))
            .SetErrorHandler((_, error) =>
            {
                if (error.IsFatal) Interlocked.CompareExchange(ref fatal, error, null);
                notice?.Invoke($"{error.Reason} ({error.Code})");
            })
            .SetLogHandler((_, message) => notice?.Invoke(message.Message))
            .Build();
    }

    /// <summary>How messages are sent.</summary>
    public KafkaProducerOptions Options { get; }

    /// <summary>What was sent so far.</summary>
    public ProducerCounters Counters { get; } = new();

    /// <summary>Messages that wait for the brokers.</summary>
    public int Queued => space.Queued;

    /// <summary>Waits a few seconds for what is still on its way; what is not delivered then is given up.</summary>
    public void Dispose()
    {
        if (space.Queued > 0) client.Flush(FlushDeadline);
        client.Dispose();
    }

    /// <summary>Hands a message to the client.</summary>
    /// <returns><see langword="false"/> when the queue is full: nothing was done.</returns>
    /// <exception cref="Lad.Pipeline.Sinks.SinkException">It cannot be sent, now or later.</exception>
    internal bool TrySend(string sink, string topic, byte[]? key, byte[] value, Headers? headers, BatchDelivery delivery)
    {
        try
        {
            space.Take();
            client.Produce(topic, new Message<byte[]?, byte[]> { Key = key, Value = value, Headers = headers }, delivery.Handler);
            Counters.AddBytes(value.Length + (key?.Length ?? 0));
            return true;
        }
        catch (ProduceException<byte[]?, byte[]> full) when (full.Error.Code == ErrorCode.Local_QueueFull)
        {
            space.Untake();
            return false;
        }
        catch (KafkaException failure)
        {
            space.Untake();
            throw ProduceFailure.Of(sink, topic, fatal ?? failure.Error, failure);
        }
    }

    /// <summary>As <see cref="TrySend"/>, and waits while the queue is full.</summary>
    internal async ValueTask SendAsync(string sink, string topic, byte[]? key, byte[] value, Headers? headers, BatchDelivery delivery)
    {
        while (!TrySend(sink, topic, key, value, headers, delivery))
        {
            Task waiting = space.Waiting();
            if (TrySend(sink, topic, key, value, headers, delivery)) return;
            await waiting.WaitAsync(delivery.Cancellation).ConfigureAwait(false);
            if (delivery.HasFailed) return;
        }
    }

    /// <summary>The client has reported on a message.</summary>
    internal void Reported(bool delivered)
    {
        if (delivered) Counters.AddProduced();
        else Counters.AddFailed();
        space.Free(delivered);
    }
}
