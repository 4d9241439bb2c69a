using Confluent.Kafka;
using Lad.Kafka.Producing.Native;
using Lad.Kafka.Telemetry;
using Lad.Pipeline.Telemetry;

namespace Lad.Kafka.Producing;

/// <summary>
/// Sends the messages of the sinks that share it: idempotent, acknowledged by all replicas, in the order in which they were given. What waits for the brokers is bounded by number and bytes;
/// whoever finds the queue full waits. Disposed of by whoever made it, after its sinks.
/// </summary>
public sealed class KafkaProducer : IDisposable
{
    private static readonly TimeSpan FlushDeadline = TimeSpan.FromSeconds(5);
    private readonly QueueSpace space = new();
    private readonly ProducerEvents events;
    private readonly IDisposable? observation;

    /// <summary>Makes a producer. Does not wait for a broker.</summary>
    /// <param name="options">How messages are sent.</param>
    /// <param name="instrumentation">What measures it; <see langword="null"/>: nobody looks.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; names all of it.</exception>
    /// <exception cref="Lad.Kafka.Clients.BusException">There is no native library, or it does not take a property; says what to do.</exception>
    public KafkaProducer(KafkaProducerOptions options, Instrumentation? instrumentation = null)
    {
        Options = options.Checked();
        Native = NativeProducer.Make(ProducerConfiguration.Of(Options), Options.Client);
        events = new ProducerEvents(Native, Delivered, Undelivered, space.Free, Options.Client.Log, statistics => Counters.SetRetries(ProducerStatistics.Retries(statistics)),
            instrumentation is null ? null : new DeliveryTallies(MessagingMetrics.Of(instrumentation)));
        observation = instrumentation is null ? null : KafkaProducerMetrics.Of(instrumentation).Observe(Counters);
    }

    /// <summary>How messages are sent.</summary>
    public KafkaProducerOptions Options { get; }

    /// <summary>What was sent so far.</summary>
    public ProducerCounters Counters { get; } = new();

    /// <summary>Messages that wait for the brokers.</summary>
    public int Queued => space.Queued;

    internal NativeProducer Native { get; }

    /// <summary>Decides what may be sent; nobody does when there are no transactions.</summary>
    internal IDeliveryScope? Scope { get; set; }

    /// <summary>Waits a few seconds for what is still on its way; what is not delivered then is given up.</summary>
    public void Dispose()
    {
        if (Queued > 0) Native.Flush(FlushDeadline);
        Native.Purge();
        Native.Flush(FlushDeadline);
        events.Dispose();
        observation?.Dispose();
        Native.Dispose();
    }

    /// <summary>Hands a message to the client.</summary>
    /// <returns><see langword="false"/> when the queue is full: nothing was done.</returns>
    /// <exception cref="Lad.Pipeline.Sinks.SinkException">It cannot be sent, now or later.</exception>
    internal bool TrySend(string sink, in OutgoingMessage message, BatchDelivery delivery)
    {
        space.Take();
        NativeError? error = Native.Send(message, delivery.Opaque);
        if (error is null)
        {
            delivery.Accepted();
            Counters.AddBytes(message.Key.Length + message.Value.Length);
            return true;
        }
        space.Untake();
        if (error.Code == ErrorCode.Local_QueueFull) return false;
        if (Scope?.Absorb(error) == true) return true;
        throw ProduceFailure.Of(sink, Options.Client, message.Topic.Name, Native.Fatal() ?? error);
    }

    /// <summary>Ends when it is worth another try. Try once more between asking and waiting.</summary>
    internal Task SpaceAsync() => space.Waiting();

    private void Delivered(BatchDelivery delivery, int messages)
    {
        Counters.AddProduced(messages);
        delivery.Delivered(messages);
    }

    private void Undelivered(BatchDelivery delivery, string topic, NativeError error)
    {
        Counters.AddFailed();
        delivery.Undelivered(topic, Native.Fatal() ?? error);
    }
}
