using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Reading.Sweeps;
using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Reading.Pages;

/// <summary>A sweep under way: a snapshot and the hits that its plan asks for.</summary>
internal sealed class Sweep : IAsyncDisposable
{
    // Closing is a courtesy: a server that does not answer forgets the snapshot by itself.
    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(5);
    private readonly Searches searches;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stopping;
    private readonly HitStream[] streams;
    private readonly ScrollPages[] scrolls;
    private readonly PointInTime? point;
    private bool isCut;

    private Sweep(SweepPlan plan, Searches searches, TimeProvider clock, PointInTime? point, SearchQuery query, int slices, CancellationToken cancellation)
    {
        Plan = plan;
        this.searches = searches;
        this.clock = clock;
        this.point = point;
        stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        IEnumerable<SearchQuery> parts = Enumerable.Range(0, slices).Select(slice => slices == 1 ? query : query with { Slice = (slice, slices) });
        scrolls = point is null ? [.. parts.Select(part => new ScrollPages(searches, part))] : [];
        IEnumerable<IPages> pages = point is null ? scrolls : parts.Select(part => new PointInTimePages(searches, point, part));
        streams = [.. pages.Select(part => new HitStream(part, stopping.Token))];
        Hits = new MergedHits(streams);
    }

    public SweepPlan Plan { get; }

    public MergedHits Hits { get; }

    /// <summary>Begins a sweep: the snapshot is of now or later.</summary>
    /// <param name="plan">What it reads.</param>
    /// <param name="byScroll">Whether there are no points in time.</param>
    /// <param name="searches">Ask.</param>
    /// <param name="options">What the source reads.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellation">Ends the sweep.</param>
    public static async Task<Sweep> OpenAsync(SweepPlan plan, bool byScroll, Searches searches, ElasticsearchSourceOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var query = new SearchQuery { Query = SourceQuery.Of(options, plan), TimeField = options.TimeField, KeepAlive = options.KeepAlive };
        if (byScroll) query = query with { Index = options.Index, ScrollKeepAlive = options.KeepAlive };
        PointInTime? point = byScroll ? null : new PointInTime(await searches.AskAsync(token => searches.Client.OpenPointInTimeAsync(options.Index, options.KeepAlive, token), cancellation).ConfigureAwait(false));
        return new Sweep(plan, searches, clock, point, query, options.Slices, cancellation);
    }

    /// <summary>Waits for a hit.</summary>
    /// <returns><see langword="false"/> when there is none any more.</returns>
    /// <exception cref="SnapshotLostException">The snapshot is gone.</exception>
    public async ValueTask<bool> EnsureAsync() => !isCut && await Hits.EnsureAsync().ConfigureAwait(false);

    /// <summary>Leaves out what is left of it.</summary>
    public void Cut() => isCut = true;

    /// <summary>Stops fetching and lets go of the snapshot.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        foreach (HitStream stream in streams) await stream.DisposeAsync().ConfigureAwait(false);
        stopping.Dispose();
        using var deadline = new CancellationTokenSource(CloseDeadline, clock);
        try
        {
            if (point is not null) await searches.Client.ClosePointInTimeAsync(point.Id, deadline.Token).ConfigureAwait(false);
            foreach (ScrollPages scroll in scrolls)
            {
                if (scroll.Scroll is { } id) await searches.Client.EndScrollAsync(id, deadline.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is ElasticsearchException or OperationCanceledException)
        {
            // It expires by itself.
        }
    }
}
