using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Reading.Pages;

/// <summary>Hits of pages, one after the other. While those of one page are taken the next one is fetched: two pages are in memory at most.</summary>
internal sealed class HitStream(IPages pages, CancellationToken cancellation) : IAsyncDisposable
{
    private SearchPage? page;
    private Task<SearchPage?>? ahead;

    /// <summary>The page of the hit whose turn it is; only while <see cref="IsReady"/>.</summary>
    public SearchPage Page => page!;

    /// <summary>The hit whose turn it is.</summary>
    public int Hit { get; private set; }

    /// <summary>Time of the hit whose turn it is.</summary>
    public long Time { get; private set; }

    public bool IsReady => page is not null && Hit < page.Count;

    public bool IsEnded { get; private set; }

    /// <summary>Waits for a hit, or the end.</summary>
    /// <exception cref="SnapshotLostException">The snapshot is gone.</exception>
    public async ValueTask EnsureAsync()
    {
        if (IsReady || IsEnded) return;
        page?.Dispose();
        page = null;
        ahead ??= pages.NextAsync(cancellation);
        page = await ahead.ConfigureAwait(false);
        ahead = null;
        IsEnded = page is null;
        Hit = -1;
        if (IsEnded) return;
        ahead = pages.NextAsync(cancellation);
        Advance();
    }

    /// <summary>The turn of the next hit.</summary>
    public void Advance()
    {
        Hit++;
        if (IsReady) Time = page!.Time(Hit) ?? Sweeps.ReadingState.Untimed;
    }

    /// <summary>Lets go of the pages; to be called once fetching is cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        page?.Dispose();
        page = null;
        IsEnded = true;
        if (ahead is null) return;
        await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ahead.IsCompletedSuccessfully) (await ahead.ConfigureAwait(false))?.Dispose();
        ahead = null;
    }
}
