using System.Text.Json;
using Lad.Elasticsearch.StandIn.Http;
using Lad.Elasticsearch.StandIn.Stored;

namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>Searches, points in time, scrolls and counts.</summary>
internal sealed class SearchEndpoints(ClusterState state, SearchContexts contexts, StandInOptions options)
{
    public Answer OpenPointInTime(ApiRequest request)
    {
        string keepAlive = request.Parameter("keep_alive") ?? throw new ApiException(400, "action_request_validation_exception", "Validation Failed: 1: [keep_alive] is not specified;");
        // A filter of indices came later than points in time.
        if (request.Body.Length > 0 && options.Version < new Version(8, 12)) throw ApiException.IllegalArgument($"request [POST {request.Path}] does not support having a body");
        Snapshot snapshot = Take(request);
        string id = contexts.Open(snapshot, Duration.Parse(keepAlive, "keep_alive"), null).Id;
        return Answer.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            if (options.Version < new Version(8, 16))
            {
                json.WriteEndObject();
                return;
            }

            SearchAnswer.WriteShards(json, snapshot.Shards.Count, 0);
            json.WriteEndObject();
        });
    }

    public Answer ClosePointInTime(ApiRequest request)
    {
        using JsonDocument body = Bodies.Parse(request.Body);
        return Freed(contexts.Close(body.RootElement.GetProperty("id").GetString()!, scroll: false) ? 1 : 0);
    }

    public Answer Search(ApiRequest request, SearchFlaws flaws)
    {
        SearchRequest search = SearchRequest.Parse(request, options.Clock.GetUtcNow());
        if (flaws.Any && !search.AllowPartial && !flaws.Always) return ErrorAnswer.Of(new ApiException(503, "search_phase_execution_exception", "Partial shards failure"));
        if (search.PointInTime is { } id)
        {
            (SearchContext context, string nextId) = contexts.Use(id, search.KeepAlive, scroll: false);
            HitList inContext = flaws.FailedShards > 0 ? new HitList(context.Snapshot, search, flaws.FailedShards) : context.Hits(search);
            return new SearchAnswer(search, context.Snapshot, flaws, options) { PointInTime = nextId }.Write(inContext.Page(search.After, search.From, search.Size), inContext.Count);
        }

        Snapshot snapshot = Take(request);
        if (search.Scroll is { } keepAlive)
        {
            (SearchContext context, string scroll) = contexts.Open(snapshot, keepAlive, search);
            return Scrolled(context, scroll, flaws);
        }

        var hits = new HitList(snapshot, search, flaws.FailedShards);
        return new SearchAnswer(search, snapshot, flaws, options).Write(hits.Page(search.After, search.From, search.Size), hits.Count);
    }

    public Answer Scroll(ApiRequest request, SearchFlaws flaws)
    {
        using JsonDocument body = Bodies.Parse(request.Body);
        TimeSpan? keepAlive = body.RootElement.TryGetProperty("scroll", out JsonElement scroll) ? Duration.Parse(scroll.GetString()!, "scroll") : null;
        string given = body.RootElement.TryGetProperty("scroll_id", out JsonElement id) ? id.GetString()! : throw new ApiException(400, "action_request_validation_exception", "Validation Failed: 1: scrollId is missing;");
        (SearchContext context, string scrollId) = contexts.Use(given, keepAlive, scroll: true);
        return Scrolled(context, scrollId, flaws);
    }

    public Answer EndScroll(ApiRequest request)
    {
        using JsonDocument body = Bodies.Parse(request.Body);
        JsonElement given = body.RootElement.GetProperty("scroll_id");
        IEnumerable<string> ids = given.ValueKind == JsonValueKind.Array ? given.EnumerateArray().Select(id => id.GetString()!) : [given.GetString()!];
        return Freed(ids.Count(id => contexts.Close(id, scroll: true)));
    }

    public Answer Count(ApiRequest request)
    {
        SearchRequest search = SearchRequest.Parse(request, options.Clock.GetUtcNow());
        Snapshot snapshot = Take(request);
        int count = new HitList(snapshot, search, 0).Count;
        return Answer.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count", count);
            SearchAnswer.WriteShards(json, snapshot.Shards.Count, 0);
            json.WriteEndObject();
        });
    }

    private Answer Scrolled(SearchContext context, string id, SearchFlaws flaws)
    {
        SearchRequest search = context.Scrolled!;
        lock (context)
        {
            HitList hits = context.Hits(search);
            ReadOnlySpan<Hit> page = hits.Page(null, context.Given, search.Size);
            context.Given += page.Length;
            return new SearchAnswer(search, context.Snapshot, flaws, options) { ScrollId = id }.Write(page, hits.Count);
        }
    }

    private Snapshot Take(ApiRequest request)
    {
        string expression = request.Segments.Count > 1 ? request.Segments[0] : "*";
        return Snapshot.Take(state, expression, request.Parameter("ignore_unavailable") is "true" or "");
    }

    private static Answer Freed(int freed) => Answer.Json(freed > 0 ? 200 : 404, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("succeeded", true);
        json.WriteNumber("num_freed", freed);
        json.WriteEndObject();
    });
}
