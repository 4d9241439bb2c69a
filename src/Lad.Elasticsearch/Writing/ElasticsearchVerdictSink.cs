using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.Telemetry;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Telemetry;

namespace Lad.Elasticsearch.Writing;

/// <summary>
/// Writes verdicts as documents of data streams or indices, in bulk: several requests are on their way at once, and a batch is delivered when all of its documents are settled. A document that
/// is there already counts as written, one that is turned away is sent again, and one that is refused makes its record a dead letter. Between documents no order is kept.
/// </summary>
public sealed class ElasticsearchVerdictSink : IRenderingSink
{
    /// <summary>Code of the dead letter that a record becomes whose document is refused for good.</summary>
    public const string RefusedCode = "elasticsearch-refused";

    private readonly ElasticsearchSinkOptions options;
    private readonly IVerdictWriter writer;
    private readonly TimeProvider clock;
    private readonly BulkAction? scored;
    private readonly BulkAction? anomalies;
    private readonly BulkLanes lanes;
    private readonly IDisposable? observation;

    /// <summary>Makes a sink; sends nothing yet.</summary>
    /// <param name="client">Sends the requests; not disposed of with the sink.</param>
    /// <param name="options">Where verdicts go, which, and in what portions.</param>
    /// <param name="clock">Times portions and pauses.</param>
    /// <param name="writer">Writes the documents; <see cref="ScoredRecordWriter"/> when not given.</param>
    /// <param name="instrumentation">What measures it; <see langword="null"/>: nobody looks.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; names all of it.</exception>
    public ElasticsearchVerdictSink(ElasticsearchClient client, ElasticsearchSinkOptions options, TimeProvider clock, IVerdictWriter? writer = null, Instrumentation? instrumentation = null)
        : this(client.BulkAsync, options, clock, writer, instrumentation)
    {
    }

    internal ElasticsearchVerdictSink(BulkCall call, ElasticsearchSinkOptions options, TimeProvider clock, IVerdictWriter? writer = null, Instrumentation? instrumentation = null)
    {
        string[] faults = [.. options.Validate()];
        if (faults.Length > 0) throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        this.options = options;
        this.clock = clock;
        this.writer = writer ?? new ScoredRecordWriter();
        Name = $"es:{string.Join('+', new[] { options.ScoredIndex, options.AnomaliesIndex }.OfType<string>())}";
        scored = options.ScoredIndex is { } name ? new BulkAction(name) : null;
        anomalies = options.AnomaliesIndex is { } other ? new BulkAction(other) : null;
        lanes = new BulkLanes(Name, call, options, options.BatchesOfBulk, Counters, clock);
        observation = instrumentation is null ? null : ElasticsearchSinkMetrics.Of(instrumentation).Observe(Counters);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Enough to fill the requests that are on their way, and one more: <see cref="ElasticsearchSinkOptions.BatchesOnTheWay"/>.</summary>
    public int BatchesOnTheWay => options.BatchesOnTheWay;

    /// <summary>What the sink did.</summary>
    public ElasticsearchSinkCounters Counters { get; } = new();

    /// <inheritdoc/>
    public void Render(RecordBatch batch)
    {
        OutputBuffer output = batch.Outputs.Prepare(this);
        var documents = new RenderedDocuments.Writer(batch.Count);
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch.Outcomes[i] != RecordOutcome.Scored) continue;
            BulkAction? first = options.Emit.Includes(batch, i) ? scored : null;
            BulkAction? second = batch.Assessments[i].IsAnomaly ? anomalies : null;
            if ((first ?? second) is not { } action) continue;
            int start = output.Length;
            action.Append(batch.EventIdOf(i), output);
            int document = output.Length;
            if (!writer.TryWriteObject(batch, i, output))
            {
                output.Truncate(start);
                continue;
            }
            output.Append((byte)'\n');
            int length = output.Length - document;
            documents.Add(i, start, output.Length - start, first is null ? BulkTarget.Anomalies : BulkTarget.Scored);
            if (first is null || second is null) continue;
            start = output.Length;
            second.Append(batch.EventIdOf(i), output);
            // Where the space is, before what is copied into it: the buffer may move.
            Span<byte> copy = output.GetSpan(length);
            output.Written.Span.Slice(document, length).CopyTo(copy);
            output.Advance(length);
            documents.Add(i, start, output.Length - start, BulkTarget.Anomalies);
        }
        documents.Finish(output);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        OutputBuffer output = batch.Outputs.Prepared(this) ?? throw new InvalidOperationException($"{Name}: the batch was not rendered before it was written.");
        if (output.Length == 0) return ValueTask.CompletedTask;
        var delivery = new BatchDelivery(batch, output, clock.GetTimestamp(), cancellation);
        Counters.AddDocuments(delivery.Count);
        lanes.Add(delivery);
        return new ValueTask(delivery.Task);
    }

    /// <summary>Sends what is still waiting and waits for what is on its way, for <see cref="ElasticsearchSinkOptions.DrainDeadline"/> at most; the rest fails.</summary>
    public async ValueTask DisposeAsync()
    {
        await lanes.DisposeAsync().ConfigureAwait(false);
        observation?.Dispose();
    }
}
