using Lad.Kafka.Producing.Native;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;

namespace Lad.Kafka.Producing;

/// <summary>
/// Sends verdicts to topics: one JSON object a message, with the event's id and the record's trace in headers. A batch is delivered when all of its messages are
/// acknowledged; many batches are on their way at once.
/// </summary>
public sealed class KafkaVerdictSink : IRenderingSink
{
    /// <summary>Code of the dead letter that a record becomes whose verdict is larger than a message may be.</summary>
    public const string TooLargeCode = "verdict-too-large";

    private readonly KafkaSinkOptions options;
    private readonly BatchSender sender;
    private readonly KafkaTopic? scored;
    private readonly KafkaTopic? anomalies;
    private readonly HeaderList? headers;
    private readonly int maxMessageBytes;

    /// <summary>Makes a sink.</summary>
    /// <param name="producer">Sends the messages; not disposed of with the sink.</param>
    /// <param name="options">Where verdicts go, and which.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; names all of it.</exception>
    public KafkaVerdictSink(KafkaProducer producer, KafkaSinkOptions options)
    {
        string[] faults = [.. options.Validate()];
        if (faults.Length > 0) throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        this.options = options;
        Name = $"kafka:{string.Join('+', new[] { options.ScoredTopic, options.AnomaliesTopic }.OfType<string>())}";
        sender = new BatchSender(producer, Name);
        scored = options.ScoredTopic is { } name ? producer.Native.Topic(name) : null;
        anomalies = options.AnomaliesTopic is { } other ? producer.Native.Topic(other) : null;
        headers = producer.Options.Headers ? new HeaderList() : null;
        maxMessageBytes = producer.Options.MaxMessageBytes;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    /// <remarks>At a broker that confirms after 10 ms and with full batches of 512 that is room for 3 million verdicts a second; at one that takes 200 ms, for 160,000.</remarks>
    public int BatchesOnTheWay => 64;

    /// <inheritdoc/>
    public void Render(RecordBatch batch)
    {
        OutputBuffer output = batch.Outputs.Prepare(this);
        var verdicts = new RenderedVerdicts.Writer(batch.Count);
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch.Outcomes[i] != RecordOutcome.Scored) continue;
            bool toScored = scored is not null && options.Emit.Includes(batch, i);
            bool toAnomalies = anomalies is not null && batch.Assessments[i].IsAnomaly;
            int start = output.Length;
            if (!(toScored || toAnomalies) || !options.Writer.TryWriteObject(batch, i, output)) continue;
            int length = output.Length - start;
            if (length + batch.RecordKey(i).Length + MessageHeaders.Allowance > maxMessageBytes)
            {
                output.Truncate(start);
                batch.Reject(i, TooLargeCode, $"the verdict has {length} bytes, and a message at most {maxMessageBytes} (message.max.bytes)");
                continue;
            }
            if (toScored) verdicts.Add(i, start, length, anomalysOwn: false);
            if (toAnomalies) verdicts.Add(i, start, length, anomalysOwn: true);
        }
        verdicts.Finish(output);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        OutputBuffer output = batch.Outputs.Prepared(this) ?? throw new InvalidOperationException($"{Name}: the batch was not rendered before it was written.");
        return output.Length == 0 ? ValueTask.CompletedTask : sender.SendAsync(batch, new VerdictMessages(batch, output, scored, anomalies, headers), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
