using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Reading.Pages;

/// <summary>The pages of a scroll, which is a snapshot of its own from its first page on.</summary>
internal sealed class ScrollPages(Searches searches, SearchQuery query) : IPages
{
    private bool ended;

    /// <summary>The scroll, to end it; <see langword="null"/> when there is none.</summary>
    public string? Scroll { get; private set; }

    public async Task<SearchPage?> NextAsync(CancellationToken cancellation)
    {
        if (ended) return null;
        SearchPage page = Scroll is null
            ? (await searches.SearchAsync(isFirst: true, query, cancellation).ConfigureAwait(false)).Page
            : await searches.ScrollAsync(Scroll, cancellation).ConfigureAwait(false);
        Scroll = page.ScrollId ?? Scroll;
        ended = page.Count == 0 || Scroll is null;
        if (page.Count > 0) return page;
        page.Dispose();
        return null;
    }
}
