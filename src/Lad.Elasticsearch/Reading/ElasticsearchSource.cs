using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Sources.Cursors;

namespace Lad.Elasticsearch.Reading;

/// <summary>The documents of an index, data stream, alias or pattern, in the order of their times: once, or followed.</summary>
public sealed class ElasticsearchSource : IRecordSource
{
    /// <summary>Makes a source; nothing is asked yet.</summary>
    /// <param name="client">Reaches the cluster; stays the caller's.</param>
    /// <param name="options">What is read and how.</param>
    /// <param name="patience">How long what may pass is tried again.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cursor">Where it is kept how far was read, to go on there; stays the caller's. <see langword="null"/>: nowhere.</param>
    /// <param name="say">Is told, in one line each, what an operator may want to know. May be called by any thread.</param>
    /// <exception cref="ArgumentException">The options cannot be used; names all that is wrong.</exception>
    public ElasticsearchSource(ElasticsearchClient client, ElasticsearchSourceOptions options, Patience patience, TimeProvider clock, ICursorStore? cursor = null, Action<string>? say = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(patience);
        ArgumentNullException.ThrowIfNull(clock);
        throw new NotImplementedException();
    }

    /// <inheritdoc/>
    public string Name => throw new NotImplementedException();

    /// <inheritdoc/>
    public SourceCounters Counters => throw new NotImplementedException();

    /// <summary>How many documents a bounded run is about to read, for a progress bar; <see langword="null"/> when nobody knows. Not more than <see cref="ElasticsearchSourceOptions.MaxDocuments"/>.</summary>
    public Task<long?> CountAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Lets go of the point in time and saves the cursor.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
