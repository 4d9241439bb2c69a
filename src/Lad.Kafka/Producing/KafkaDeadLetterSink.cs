using Lad.Kafka.Producing.Native;
using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;

namespace Lad.Kafka.Producing;

/// <summary>
/// Sends dead letters to a topic beside the one that they came from: key and value are the record's bytes as they came; headers say where it was, what is wrong with it,
/// which attempt this was, and when it was observed. Where brokers know no headers, the value is a <see cref="DeadLetterEnvelope"/>.
/// </summary>
public sealed class KafkaDeadLetterSink : IDeadLetterSink
{
    private readonly OutputBuffer scratch = new();
    private readonly HeaderList headers = new();
    private readonly KafkaProducer producer;
    private readonly KafkaDeadLetterOptions options;
    private readonly BatchSender sender;

    /// <summary>Makes a sink.</summary>
    /// <param name="producer">Sends the messages; not disposed of with the sink.</param>
    /// <param name="options">Where dead letters go.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; names all of it.</exception>
    public KafkaDeadLetterSink(KafkaProducer producer, KafkaDeadLetterOptions options)
    {
        string[] faults = [.. options.Validate()];
        if (faults.Length > 0) throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        this.producer = producer;
        this.options = options;
        Name = $"kafka:{options.For("INPUT")}";
        sender = new BatchSender(producer, Name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation) => sender.SendAsync(batch, MessagesOf(batch), cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IOutgoingMessages MessagesOf(RecordBatch batch) => producer.Options.Headers
        ? new DeadLetterMessages(batch, producer, options, headers)
        : new DeadLetterEnvelopes(batch, producer, options, scratch);
}
