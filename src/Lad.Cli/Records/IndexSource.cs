using Lad.Cli.Clusters;
using Lad.Cli.Configuration;
using Lad.Cli.Health;
using Lad.Cli.Locations;
using Lad.Cli.Terminals;
using Lad.Elasticsearch.Reading;
using Lad.Kafka.Cursors;
using Lad.Pipeline.Sources.Cursors;

namespace Lad.Cli.Records;

/// <summary>Opens indices as the settings name them.</summary>
internal static class IndexSource
{
    /// <summary>What is there now.</summary>
    public static async Task<OpenSource> ToEndAsync(LadSettings settings, Terminal terminal, Location? cursor, ElasticsearchCluster? shared, bool latest, CancellationToken stop)
    {
        ElasticsearchSourceOptions options = Options(settings, terminal) with
        {
            Until = settings.Input.Until?.At(terminal.Clock),
            MaxDocuments = settings.Input.MaxRecords > 0 ? settings.Input.MaxRecords : null,
            Slices = (int)settings.Elasticsearch.Slices,
        };
        (OpenSource open, ElasticsearchSource source) = await OpenAsync(settings, options, terminal, cursor, shared ?? new ElasticsearchCluster(settings, terminal, isPatient: false), shared is null, stop, latest && settings.Input.MaxRecords > 0).ConfigureAwait(false);
        return terminal.ErrorIsInteractive ? open with { TotalRecords = await source.CountAsync(stop).ConfigureAwait(false) } : open;
    }

    /// <summary>What is there now and what comes.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="fromEnd">Whether to begin with what comes from now on, unless a cursor says otherwise.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="shared">The run's cluster; <see langword="null"/>: the source has one of its own.</param>
    /// <param name="stop">Ends the wait for the cluster.</param>
    public static async Task<OpenSource> FollowingAsync(LadSettings settings, bool fromEnd, Terminal terminal, ElasticsearchCluster? shared, CancellationToken stop)
    {
        // "From now on" is now, whenever the first look is taken: what comes while a model is learned waits its turn. What is on its way now has an earlier time.
        DateTimeOffset? since = fromEnd ? terminal.Clock.GetUtcNow() - settings.Elasticsearch.Overlap : settings.Input.Since?.At(terminal.Clock);
        ElasticsearchSourceOptions options = Options(settings, terminal) with { Follow = true, Since = since, PollInterval = settings.Elasticsearch.PollInterval, Waits = new IndexHealth(terminal.Health, settings.Input.From.ToString()).Tell };
        ElasticsearchCluster cluster = shared ?? new ElasticsearchCluster(settings, terminal, isPatient: true);
        return (await OpenAsync(settings, options, terminal, settings.Output.Cursor, cluster, shared is null, stop).ConfigureAwait(false)).Open;
    }

    private static async Task<(OpenSource Open, ElasticsearchSource Source)> OpenAsync(
        LadSettings settings, ElasticsearchSourceOptions options, Terminal terminal, Location? cursor, ElasticsearchCluster cluster, bool isOwn, CancellationToken stop, bool latest = false)
    {
        ICursorStore? store = null;
        try
        {
            IReadOnlyList<string> faults = options.Validate();
            if (faults.Count > 0) throw new ConfigurationException([.. faults.Select(fault => "Elasticsearch: " + fault)]);
            await cluster.CheckAsync(stop).ConfigureAwait(false);
            if (latest) options = options with { Since = await LatestDocuments.SinceAsync(cluster.Client, options, terminal.Clock, stop).ConfigureAwait(false) };
            store = Store(settings, terminal, cursor);
            var source = new ElasticsearchSource(cluster.Client, options, cluster.Patience, terminal.Clock, store, cluster.Say, terminal.Instrumentation);
            return (OpenSource.Of(source) with { Belongings = new SourceBelongings(store, isOwn ? cluster : null) }, source);
        }
        catch
        {
            await new SourceBelongings(store, isOwn ? cluster : null).DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static ElasticsearchSourceOptions Options(LadSettings settings, Terminal terminal) => new()
    {
        Index = VerdictIndices.Source(settings),
        Since = settings.Input.Since?.At(terminal.Clock),
        TimeField = settings.Elasticsearch.TimeField,
        Overlap = settings.Elasticsearch.Overlap,
        PageSize = (int)settings.Elasticsearch.PageSize,
        KeepAlive = settings.Elasticsearch.KeepAlive,
        Query = settings.Elasticsearch.Query,
        Service = settings.Elasticsearch.Service,
        ServiceField = settings.Elasticsearch.ServiceField,
        MaxRecordBytes = (int)settings.Input.MaxRecordBytes,
    };

    private static ICursorStore? Store(LadSettings settings, Terminal terminal, Location? cursor) => cursor switch
    {
        null => null,
        { Kind: LocationKind.Kafka } topic => new KafkaCursorStore(topic.Path, settings.Kafka.ToClientOptions(KafkaLines.Of(terminal)), terminal.Clock),
        { } file => new FileCursorStore(file.Path),
    };

    /// <summary>What a source does not close itself.</summary>
    private sealed class SourceBelongings(ICursorStore? cursor, ElasticsearchCluster? cluster) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (cursor is not null) await cursor.DisposeAsync().ConfigureAwait(false);
            cluster?.Dispose();
        }
    }
}
