using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Reading.Pages;
using Lad.Elasticsearch.Reading.Sweeps;
using Lad.Elasticsearch.Requests;

namespace Lad.Elasticsearch.Reading;

/// <summary>Runs one sweep after the other: one for a bounded run, one each poll interval for an index that is followed. A sweep whose snapshot is lost is begun anew where it was.</summary>
internal sealed class SweepTurns(Searches searches, ElasticsearchSourceOptions options, ReadingState state, ElasticsearchSourceCounters counters, TimeProvider clock, Action<string> say) : IAsyncDisposable
{
    // Snapshots that are lost one after the other without a page are no bad luck.
    private const int MostLosses = 5;
    private const string NoPointInTime = " has no point in time as this program uses it: it is read by scroll, which does the same at a somewhat higher cost";
    private bool? byScroll;
    private bool isGuess;
    private long? began;
    private int losses;
    private bool missing;
    private bool counted;

    /// <summary>The sweep under way.</summary>
    public Sweep? Current { get; private set; }

    /// <summary>Goes on until hits are at hand, or a sweep is over.</summary>
    /// <returns><see langword="false"/> at the end of a bounded run.</returns>
    public async Task<bool> StepAsync(CancellationToken cancellation)
    {
        try
        {
            Current ??= await OpenAsync(cancellation).ConfigureAwait(false);
            if (Current is null) return true;
            bool more = await Current.EnsureAsync().ConfigureAwait(false);
            losses = 0;
            if (more) return true;
        }
        catch (SnapshotLostException lost)
        {
            await LoseAsync(lost).ConfigureAwait(false);
            return true;
        }
        state.Complete(Current.Plan);
        counters.ReadTo(Current.Plan.Opened);
        await CloseAsync().ConfigureAwait(false);
        return options.Follow;
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private async Task LearnServerAsync(CancellationToken cancellation)
    {
        try
        {
            ServerInfo server = await searches.AskAsync(searches.Client.InfoAsync, cancellation).ConfigureAwait(false);
            byScroll = !server.HasPointInTime;
            if (byScroll.Value) say($"{(server.IsOpenSearch ? "OpenSearch" : "Elasticsearch")} {server.Version}{NoPointInTime}");
        }
        catch (ElasticsearchException refusal) when (refusal.Fault == ElasticsearchFault.Forbidden)
        {
            // Who may read indices and nothing else is not told what serves: that is seen when a point in time is asked for.
            byScroll = false;
            isGuess = true;
        }
    }

    private async Task<Sweep?> OpenAsync(CancellationToken cancellation)
    {
        if (byScroll is null) await LearnServerAsync(cancellation).ConfigureAwait(false);
        await WaitForTurnAsync(cancellation).ConfigureAwait(false);
        counted = counted || await CountUntimedAsync(cancellation).ConfigureAwait(false);
        // Before the snapshot is taken: what becomes visible in between is looked for once more.
        SweepPlan plan = state.Plan(clock.GetUtcNow().ToUnixTimeMilliseconds());
        try
        {
            Sweep sweep = await Sweep.OpenAsync(plan, byScroll!.Value, searches, options, clock, cancellation).ConfigureAwait(false);
            isGuess = false;
            if (byScroll.Value) await OpenScrollAsync(sweep).ConfigureAwait(false);
            counters.AddSweep();
            if (missing) say($"es:{options.Index} is there now");
            missing = false;
            return sweep;
        }
        catch (ElasticsearchException failure) when (failure.Fault == ElasticsearchFault.NotFound && options.Follow)
        {
            if (!missing) say($"es:{options.Index} is not there yet: waiting for it. {failure.Message}");
            missing = true;
            state.Abandon();
            return null;
        }
        catch (ElasticsearchException failure) when (failure.Fault == ElasticsearchFault.Refused && isGuess)
        {
            say($"The server{NoPointInTime}");
            byScroll = true;
            isGuess = false;
            state.Abandon();
            return null;
        }
    }

    // What is left out is said.
    private async Task<bool> CountUntimedAsync(CancellationToken cancellation)
    {
        if (!options.Follow) return true;
        try
        {
            long untimed = await searches.Client.CountAsync(options.Index, SourceQuery.WithoutTime(options), cancellation).ConfigureAwait(false);
            if (untimed > 0) say($"es:{options.Index}: {untimed:N0} documents have no {options.TimeField} and are left out, since documents are followed by their times (Elasticsearch:TimeField)");
            return true;
        }
        catch (ElasticsearchException)
        {
            // It is only to be known: what is wrong the next request finds out.
            return false;
        }
    }

    // A scroll begins with its first page: only then it is known whether there is such an index.
    private static async Task OpenScrollAsync(Sweep sweep)
    {
        try
        {
            await sweep.EnsureAsync().ConfigureAwait(false);
        }
        catch
        {
            await sweep.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task WaitForTurnAsync(CancellationToken cancellation)
    {
        if (began is { } before)
        {
            TimeSpan left = options.PollInterval - clock.GetElapsedTime(before);
            // A lost snapshot of a bounded run has no need to wait, unless it happens again and again.
            if (left > TimeSpan.Zero && (options.Follow || losses > 1)) await Task.Delay(left, clock, cancellation).ConfigureAwait(false);
        }
        began = clock.GetTimestamp();
    }

    private async Task LoseAsync(SnapshotLostException lost)
    {
        counters.AddLostSnapshot();
        state.Abandon();
        await CloseAsync().ConfigureAwait(false);
        if (++losses > MostLosses) throw new ElasticsearchException(lost.Reason.Fault, $"es:{options.Index} cannot be read: {losses} times in a row it was lost before its first page what Elasticsearch keeps for reading. {lost.Reason.Message}", lost.Reason);
        say($"es:{options.Index}: what Elasticsearch keeps for reading was lost, reading goes on with a new snapshot. If it happens often, raise Elasticsearch:KeepAlive ({options.KeepAlive.TotalSeconds:0.#} s). {lost.Reason.Message}");
    }

    private async ValueTask CloseAsync()
    {
        if (Current is { } sweep) await sweep.DisposeAsync().ConfigureAwait(false);
        Current = null;
    }
}
