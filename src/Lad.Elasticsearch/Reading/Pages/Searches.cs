using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Polly;

namespace Lad.Elasticsearch.Reading.Pages;

/// <summary>Asks for pages with patience, and for smaller ones when they are too large.</summary>
internal sealed class Searches
{
    private readonly ElasticsearchSourceOptions options;
    private readonly ResiliencePipeline patient;
    private readonly ResiliencePipeline withinSnapshot;
    private readonly PageSize size;
    private readonly bool givesUpFirst;

    public Searches(ElasticsearchClient client, ElasticsearchSourceOptions options, Patience patience, TimeProvider clock, Action<string> say)
    {
        Client = client;
        this.options = options;
        size = new PageSize(options.PageSize);
        patient = patience.Build(clock, say, options.Waits);
        // A snapshot that was not used for as long as it is kept is gone, whatever the failure says: it is not asked for ever.
        givesUpFirst = patience.GiveUpAfter > TimeSpan.Zero && patience.GiveUpAfter <= options.KeepAlive;
        withinSnapshot = (givesUpFirst ? patience : patience with { GiveUpAfter = options.KeepAlive }).Build(clock, say, options.Waits);
    }

    public ElasticsearchClient Client { get; }

    /// <summary>What does not depend on a snapshot: tried as long as patience lasts.</summary>
    public ValueTask<T> AskAsync<T>(Func<CancellationToken, Task<T>> question, CancellationToken cancellation) =>
        patient.ExecuteAsync(async token => await question(token).ConfigureAwait(false), cancellation);

    /// <summary>A page of a snapshot, which gives the same page however often it is asked.</summary>
    /// <param name="isFirst">Whether the snapshot comes with it, so that none can be lost.</param>
    /// <param name="query">The query but for its size.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The page, and whether it is as long as was asked for.</returns>
    /// <exception cref="SnapshotLostException">The snapshot is gone.</exception>
    public async Task<(SearchPage Page, bool IsFull)> SearchAsync(bool isFirst, SearchQuery query, CancellationToken cancellation)
    {
        int asked = 0;
        try
        {
            SearchPage page = await (isFirst ? patient : withinSnapshot).ExecuteAsync(async token => await AskSizedAsync(query, taken => asked = taken, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            size.Passed();
            return (page, page.Count >= asked);
        }
        catch (ElasticsearchException failure) when (!isFirst && (failure.Fault == ElasticsearchFault.NotFound || (failure.IsTransient && !givesUpFirst)))
        {
            throw new SnapshotLostException(failure);
        }
    }

    /// <summary>The next page of a scroll. It is asked for once: a scroll moves on whether its answer arrives or not.</summary>
    /// <exception cref="SnapshotLostException">It did not arrive.</exception>
    public async Task<SearchPage> ScrollAsync(string scroll, CancellationToken cancellation)
    {
        try
        {
            SearchPage page = await Client.ScrollAsync(scroll, options.KeepAlive, cancellation).ConfigureAwait(false);
            size.Passed();
            return page;
        }
        catch (ElasticsearchException failure) when (failure.Fault == ElasticsearchFault.NotFound || failure.IsTransient || (IsTooLarge(failure) && size.TryShrink(size.Current)))
        {
            throw new SnapshotLostException(failure);
        }
    }

    private async Task<SearchPage> AskSizedAsync(SearchQuery query, Action<int> asked, CancellationToken cancellation)
    {
        while (true)
        {
            int documents = size.Current;
            asked(documents);
            try
            {
                return await Client.SearchAsync(query with { Size = documents }, cancellation).ConfigureAwait(false);
            }
            catch (ElasticsearchException failure) when (IsTooLarge(failure) && size.TryShrink(documents))
            {
                // Half as many, at once.
            }
            catch (ElasticsearchException failure) when (failure.Fault == ElasticsearchFault.TimedOut)
            {
                // It may be that so many are never there in time: half as many, after the usual pause.
                size.TryShrink(documents);
                throw;
            }
        }
    }

    // A node whose circuit breaker trips has not the memory for such a page.
    private static bool IsTooLarge(ElasticsearchException failure) =>
        failure.Fault == ElasticsearchFault.AnswerTooLarge || failure is { Fault: ElasticsearchFault.Throttled, ErrorType: "circuit_breaking_exception" };
}
