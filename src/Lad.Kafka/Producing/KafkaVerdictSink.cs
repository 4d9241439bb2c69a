using System.Globalization;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sinks.Json;

namespace Lad.Kafka.Producing;

/// <summary>
/// Sends verdicts to topics: one JSON object a message, with the event's id and the record's trace in headers. A batch is delivered when all of its messages are
/// acknowledged; many batches are on their way at once.
/// </summary>
public sealed class KafkaVerdictSink : IRenderingSink
{
    /// <summary>Code of the dead letter that a record becomes whose verdict is larger than a message may be.</summary>
    public const string TooLargeCode = "verdict-too-large";

    private const int FingerprintDigits = 16;
    private readonly ScoredRecordWriter writer = new();
    private readonly KafkaProducer producer;
    private readonly KafkaSinkOptions options;
    private Task turn = Task.CompletedTask;

    /// <summary>Makes a sink.</summary>
    /// <param name="producer">Sends the messages; not disposed of with the sink.</param>
    /// <param name="options">Where verdicts go, and which.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; names all of it.</exception>
    public KafkaVerdictSink(KafkaProducer producer, KafkaSinkOptions options)
    {
        string[] faults = [.. options.Validate()];
        if (faults.Length > 0) throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        this.producer = producer;
        this.options = options;
        Name = $"kafka:{string.Join('+', new[] { options.ScoredTopic, options.AnomaliesTopic }.OfType<string>())}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public void Render(RecordBatch batch)
    {
        OutputBuffer output = batch.Outputs.Prepare(this);
        var verdicts = new RenderedVerdicts.Writer(batch.Count);
        for (int i = 0; i < batch.Count; i++)
        {
            VerdictTopics topics = TopicsOf(batch, i);
            int start = output.Length;
            if (topics == VerdictTopics.None || !writer.TryWriteObject(batch, i, output)) continue;
            int length = output.Length - start;
            if (length + batch.RecordKey(i).Length + MessageHeaders.Allowance <= producer.Options.MaxMessageBytes)
            {
                verdicts.Add(new(i, start, length, topics));
                continue;
            }
            output.Truncate(start);
            batch.Reject(i, TooLargeCode, $"the verdict has {length} bytes, and a message at most {producer.Options.MaxMessageBytes} (message.max.bytes)");
        }
        verdicts.Finish(output);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        OutputBuffer output = batch.Outputs.Prepared(this) ?? throw new InvalidOperationException($"{Name}: the batch was not rendered before it was written.");
        if (output.Length == 0) return ValueTask.CompletedTask;
        var delivery = new BatchDelivery(producer, Name, cancellation);
        turn = SendAsync(turn, batch, output, delivery);
        return new ValueTask(delivery.Task);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private VerdictTopics TopicsOf(RecordBatch batch, int index)
    {
        if (batch.Outcomes[index] != RecordOutcome.Scored) return VerdictTopics.None;
        VerdictTopics topics = options.ScoredTopic is not null && options.Emit.Includes(batch, index) ? VerdictTopics.Scored : VerdictTopics.None;
        return options.AnomaliesTopic is not null && batch.Assessments[index].IsAnomaly ? topics | VerdictTopics.Anomalies : topics;
    }

    /// <summary>Hands a batch over after the one before it, which may still wait for space in the queue. Does not fail: the delivery does.</summary>
    private async Task SendAsync(Task before, RecordBatch batch, OutputBuffer output, BatchDelivery delivery)
    {
        int messages = 0;
        try
        {
            await before.ConfigureAwait(false);
            int count = new RenderedVerdicts(output).Count;
            for (int i = 0; i < count && !delivery.HasFailed; i++)
            {
                RenderedVerdicts.Entry verdict = new RenderedVerdicts(output)[i];
                byte[] json = new RenderedVerdicts(output).Json(verdict).ToArray();
                Headers? headers = producer.Options.Headers ? MessageHeaders.Of(batch, verdict.Record) : null;
                if (verdict.Topics.HasFlag(VerdictTopics.Scored))
                {
                    byte[]? key = batch.HasRecordKey(verdict.Record) ? batch.RecordKey(verdict.Record).ToArray() : null;
                    await producer.SendAsync(Name, options.ScoredTopic!, key, json, headers, delivery).ConfigureAwait(false);
                    messages++;
                }
                if (verdict.Topics.HasFlag(VerdictTopics.Anomalies))
                {
                    await producer.SendAsync(Name, options.AnomaliesTopic!, FingerprintOf(batch, verdict.Record), json, headers, delivery).ConfigureAwait(false);
                    messages++;
                }
            }
        }
        catch (Exception failure)
        {
            delivery.Fail(failure);
        }
        delivery.Sent(messages);
    }

    private static byte[] FingerprintOf(RecordBatch batch, int index)
    {
        byte[] key = new byte[FingerprintDigits];
        batch.Assessments[index].Fingerprint.TryFormat(key, out _, "x16", CultureInfo.InvariantCulture);
        return key;
    }
}
