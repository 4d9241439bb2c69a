using Lad.Elasticsearch.Connections;

namespace Lad.Elasticsearch.Requests;

/// <summary>
/// The endpoints that LAD uses, typed. Each call is one logical attempt: a node that cannot be reached gives way to the next one, and nothing else is tried again here;
/// <see cref="Patience"/> is for that. Safe for several threads.
/// </summary>
public sealed class ElasticsearchClient : IDisposable
{
    /// <summary>Makes a client; connects to nothing yet.</summary>
    /// <exception cref="ArgumentException">Something is wrong with the options; names all of it.</exception>
    public ElasticsearchClient(ElasticsearchOptions options, TimeProvider clock) => throw new NotImplementedException();

    /// <summary>The nodes as an operator knows them, e.g. <c>https://es-1:9200</c>; without credentials.</summary>
    public string Name => throw new NotImplementedException();

    /// <summary>What serves: <c>GET /</c>.</summary>
    public Task<ServerInfo> InfoAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Opens a point in time: <c>POST /{index}/_pit</c>.</summary>
    /// <param name="index">Index, alias, data stream, or a pattern; several separated by commas.</param>
    /// <param name="keepAlive">How long it stays after each use.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its id.</returns>
    public Task<string> OpenPointInTimeAsync(string index, TimeSpan keepAlive, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Closes a point in time: <c>DELETE /_pit</c>. One that is gone already is no error.</summary>
    public Task ClosePointInTimeAsync(string id, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>A page of hits: <c>POST /_search</c> within a point in time, or <c>POST /{index}/_search</c> with a scroll.</summary>
    public Task<SearchPage> SearchAsync(SearchQuery query, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The next page of a scroll: <c>POST /_search/scroll</c>.</summary>
    public Task<SearchPage> ScrollAsync(string scrollId, TimeSpan keepAlive, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Ends a scroll: <c>DELETE /_search/scroll</c>. One that is gone already is no error.</summary>
    public Task EndScrollAsync(string scrollId, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Documents that match: <c>POST /{index}/_count</c>.</summary>
    /// <param name="index">As for a search.</param>
    /// <param name="query">A query as JSON, e.g. <c>{"match_all":{}}</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<long> CountAsync(string index, ReadOnlyMemory<byte> query, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Sends operations: <c>POST /_bulk</c>. 200 says nothing about the items: see <see cref="BulkAnswer"/>.</summary>
    /// <param name="body">Lines of JSON, each with its line's end: action and document by turns. Stays as it is until the task is complete.</param>
    /// <param name="items">Operations in it; an answer with another number of items is refused.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<BulkAnswer> BulkAsync(ReadOnlyMemory<byte> body, int items, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Whether an index, alias or data stream exists: <c>HEAD /{index}</c>.</summary>
    public Task<bool> ExistsAsync(string index, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
