namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>A point in time or a scroll that is kept alive.</summary>
internal sealed class SearchContext(long number, Snapshot snapshot)
{
    private const int ListsKept = 16;
    private readonly Lock gate = new();
    private readonly Dictionary<string, HitList> lists = [];

    public long Number => number;

    public Snapshot Snapshot => snapshot;

    public DateTimeOffset Expires { get; set; }

    /// <summary>Ids given out for it.</summary>
    public int Generation { get; set; }

    /// <summary>The search that a scroll goes on with; <see langword="null"/>: a point in time.</summary>
    public SearchRequest? Scrolled { get; init; }

    /// <summary>Hits of a scroll that were given out.</summary>
    public int Given { get; set; }

    /// <summary>The hits of a query, kept for the next pages.</summary>
    public HitList Hits(SearchRequest request)
    {
        lock (gate)
        {
            if (lists.TryGetValue(request.Key, out HitList? list)) return list;
            if (lists.Count == ListsKept) lists.Clear();
            return lists[request.Key] = new HitList(snapshot, request, 0);
        }
    }
}
