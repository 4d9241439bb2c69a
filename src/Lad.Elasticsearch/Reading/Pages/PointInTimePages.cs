using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Reading.Pages;

/// <summary>An open point in time; every answer may give it another id.</summary>
internal sealed class PointInTime(string id)
{
    private string id = id;

    public string Id
    {
        get => Volatile.Read(ref id);
        set => Volatile.Write(ref id, value);
    }
}

/// <summary>The pages of a point in time, each after the last hit of the one before.</summary>
internal sealed class PointInTimePages(Searches searches, PointInTime point, SearchQuery query) : IPages
{
    private byte[] after = [];
    private bool ended;

    public async Task<SearchPage?> NextAsync(CancellationToken cancellation)
    {
        if (ended) return null;
        (SearchPage page, bool isFull) = await searches.SearchAsync(isFirst: false, query with { PointInTime = point.Id, After = after }, cancellation).ConfigureAwait(false);
        if (page.PointInTime is { } next) point.Id = next;
        ended = !isFull;
        if (page.Count > 0)
        {
            after = page.Sort(page.Count - 1).ToArray();
            return page;
        }
        page.Dispose();
        return null;
    }
}
