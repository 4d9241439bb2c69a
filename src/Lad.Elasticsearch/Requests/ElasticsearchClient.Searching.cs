using Lad.Elasticsearch.Connections;

namespace Lad.Elasticsearch.Requests;

public sealed partial class ElasticsearchClient
{
    private const string Whole = "allow_partial_search_results=false";

    /// <summary>Opens a point in time: <c>POST /{index}/_pit</c>.</summary>
    /// <param name="index">Index, alias, data stream, or a pattern; several separated by commas.</param>
    /// <param name="keepAlive">How long it stays after each use.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its id.</returns>
    public async Task<string> OpenPointInTimeAsync(string index, TimeSpan keepAlive, CancellationToken cancellation)
    {
        var request = new Request(HttpMethod.Post, $"/{IndexPath.Of(index)}/_pit", $"keep_alive={Duration.Of(keepAlive)}");
        using Answer answer = await AskAsync(request, cancellation).ConfigureAwait(false);
        return SmallAnswers.Read(answer, request, AnswersContext.Default.PointInTimeBody, transport.Text).Id;
    }

    /// <summary>Closes a point in time: <c>DELETE /_pit</c>. One that is gone already is no error.</summary>
    public async Task ClosePointInTimeAsync(string id, CancellationToken cancellation)
    {
        using Answer? answer = await AskIfThereAsync(new Request(HttpMethod.Delete, "/_pit", Body: SearchBody.OfClosing(id)), cancellation).ConfigureAwait(false);
    }

    /// <summary>A page of hits: <c>POST /_search</c> within a point in time, or <c>POST /{index}/_search</c> with a scroll.</summary>
    /// <exception cref="ArgumentException">The query has neither a point in time nor an index with a scroll, or its size is out of range.</exception>
    public Task<SearchPage> SearchAsync(SearchQuery query, CancellationToken cancellation)
    {
        byte[] body = SearchBody.Of(query);
        if (query.PointInTime is not null) return PageAsync(new Request(HttpMethod.Post, "/_search", Whole, body), cancellation);
        string scroll = $"scroll={Duration.Of(query.ScrollKeepAlive!.Value)}&{Whole}";
        return PageAsync(new Request(HttpMethod.Post, $"/{IndexPath.Of(query.Index!)}/_search", scroll, body), cancellation);
    }

    /// <summary>The next page of a scroll: <c>POST /_search/scroll</c>. Asked for once: a scroll moves on when it is asked, also when its answer is lost, and then has to be begun anew.</summary>
    public Task<SearchPage> ScrollAsync(string scrollId, TimeSpan keepAlive, CancellationToken cancellation) =>
        PageAsync(new Request(HttpMethod.Post, "/_search/scroll", Body: SearchBody.OfScroll(scrollId, keepAlive)) { Once = true }, cancellation);

    /// <summary>Ends a scroll: <c>DELETE /_search/scroll</c>. One that is gone already is no error.</summary>
    public async Task EndScrollAsync(string scrollId, CancellationToken cancellation)
    {
        using Answer? answer = await AskIfThereAsync(new Request(HttpMethod.Delete, "/_search/scroll", Body: SearchBody.OfEnding(scrollId)), cancellation).ConfigureAwait(false);
    }

    private async Task<SearchPage> PageAsync(Request request, CancellationToken cancellation)
    {
        Answer answer = await AskAsync(request, cancellation).ConfigureAwait(false);
        var hits = new HitList();
        try
        {
            return new SearchPageReader(answer, hits, request.Name, transport.Text).Read();
        }
        catch
        {
            hits.Dispose();
            answer.Dispose();
            throw;
        }
    }
}
