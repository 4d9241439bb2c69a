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
    private readonly KafkaProducer producer;
    private readonly KafkaDeadLetterOptions options;
    private Task turn = Task.CompletedTask;

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
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        var delivery = new BatchDelivery(producer, Name, cancellation);
        turn = SendAsync(turn, batch, delivery);
        return new ValueTask(delivery.Task);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task SendAsync(Task before, RecordBatch batch, BatchDelivery delivery)
    {
        int messages = 0;
        try
        {
            await before.ConfigureAwait(false);
            for (int i = 0; i < batch.Rejections.Count && !delivery.HasFailed; i++)
            {
                DeadLetterMessage letter = MessageOf(batch, batch.Rejections[i]);
                await producer.SendAsync(Name, letter.Topic, letter.Key, letter.Value, letter.Headers, delivery).ConfigureAwait(false);
                messages++;
            }
        }
        catch (Exception failure)
        {
            delivery.Fail(failure);
        }
        delivery.Sent(messages);
    }

    private DeadLetterMessage MessageOf(RecordBatch batch, in Rejection rejection) => producer.Options.Headers
        ? DeadLetterMessage.Of(batch, rejection, options, producer.Options.MaxMessageBytes)
        : DeadLetterMessage.Envelope(batch, rejection, options, scratch);
}
