using Lad.Elasticsearch.Requests;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sinks.Json;

namespace Lad.Elasticsearch.Writing;

/// <summary>
/// Writes verdicts as documents of data streams or indices, in bulk: several requests are on their way at once, and a batch is delivered when all of its documents are settled.
/// </summary>
public sealed class ElasticsearchVerdictSink : IRenderingSink
{
    /// <summary>Code of the dead letter that a record becomes whose document is refused for good.</summary>
    public const string RefusedCode = "elasticsearch-refused";

    /// <summary>Makes a sink; sends nothing yet.</summary>
    /// <param name="client">Sends the requests; not disposed of with the sink.</param>
    /// <param name="options">Where verdicts go, which, and in what portions.</param>
    /// <param name="clock">Times portions and pauses.</param>
    /// <param name="writer">Writes the documents; <see cref="ScoredRecordWriter"/> when not given.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; names all of it.</exception>
    public ElasticsearchVerdictSink(ElasticsearchClient client, ElasticsearchSinkOptions options, TimeProvider clock, IVerdictWriter? writer = null) => throw new NotImplementedException();

    /// <inheritdoc/>
    public string Name => throw new NotImplementedException();

    /// <summary>What the sink did.</summary>
    public ElasticsearchSinkCounters Counters { get; } = new();

    /// <inheritdoc/>
    public void Render(RecordBatch batch) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
