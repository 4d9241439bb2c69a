using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Reading.Cursors;
using Lad.Elasticsearch.Reading.Pages;
using Lad.Elasticsearch.Reading.Sweeps;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.Telemetry;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Sources.Cursors;
using Lad.Pipeline.Telemetry;

namespace Lad.Elasticsearch.Reading;

/// <summary>
/// The documents of an index, data stream, alias or pattern, in the order of their times: once, or followed. Documents that become visible late are found as long as they are not later than the
/// overlap, and none is handed on twice; with a cursor that holds across restarts.
/// </summary>
/// <remarks>
/// Reads in sweeps: a snapshot (a point in time, or a scroll where there is none), from a time on, page by page. <see cref="ReadingState"/> says from which time, and which documents are new.
/// One step is under way at a time; a reader that gives up waiting leaves it running for the next call.
/// </remarks>
public sealed class ElasticsearchSource : IRecordSource
{
    private readonly ElasticsearchClient client;
    private readonly ElasticsearchSourceOptions options;
    private readonly TimeProvider clock;
    private readonly Action<string> say;
    private readonly CancellationTokenSource lifetime = new();
    private readonly ReadingState state;
    private readonly CursorSaver saver;
    private readonly SweepTurns turns;
    private readonly RecordWriter records;
    private readonly IDisposable? observation;
    private Task<bool>? step;
    private Task? loading;
    private long delivered;
    private bool disposed;

    /// <summary>Makes a source; nothing is asked yet.</summary>
    /// <param name="client">Reaches the cluster; stays the caller's.</param>
    /// <param name="options">What is read and how.</param>
    /// <param name="patience">How long what may pass is tried again.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cursor">Where it is kept how far was read, to go on there; stays the caller's. <see langword="null"/>: nowhere.</param>
    /// <param name="say">Is told, in one line each, what an operator may want to know. May be called by any thread.</param>
    /// <param name="instrumentation">What measures it; <see langword="null"/>: nobody looks.</param>
    /// <exception cref="ArgumentException">The options cannot be used; names all that is wrong.</exception>
    public ElasticsearchSource(
        ElasticsearchClient client, ElasticsearchSourceOptions options, Patience patience, TimeProvider clock, ICursorStore? cursor = null, Action<string>? say = null, Instrumentation? instrumentation = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(patience);
        ArgumentNullException.ThrowIfNull(clock);
        IReadOnlyList<string> faults = options.Validate();
        if (faults.Count > 0) throw new ArgumentException($"The source's options cannot be used. {string.Join(' ', faults)}", nameof(options));
        this.client = client;
        this.options = options;
        this.clock = clock;
        this.say = say ?? (static _ => { });
        Name = $"es:{options.Index}";
        state = new ReadingState(ReadingRules.Of(options));
        saver = new CursorSaver(cursor, CursorIdentity.Of(options), state, options.CursorInterval, clock);
        turns = new SweepTurns(new Searches(client, options, patience, clock, this.say), options, state, ElasticsearchCounters, clock, this.say);
        records = new RecordWriter(Name, options, state, Counters, ElasticsearchCounters, clock);
        observation = instrumentation is null ? null : ElasticsearchSourceMetrics.Of(instrumentation).Observe(this);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public SourceCounters Counters { get; } = new();

    /// <summary>What only an Elasticsearch source counts.</summary>
    public ElasticsearchSourceCounters ElasticsearchCounters { get; } = new();

    /// <summary>How far what was read lies behind now; <see langword="null"/> when the source does not follow, or nothing was read yet.</summary>
    public TimeSpan? Lag => options.Follow && ElasticsearchCounters.ReadUpTo is { } time ? TimeSpan.FromTicks(Math.Max(0, (clock.GetUtcNow() - time).Ticks)) : null;

    /// <summary>
    /// About how many documents a bounded run is going to read, for a progress bar; not more than <see cref="ElasticsearchSourceOptions.MaxDocuments"/>. Before the first <see cref="ReadAsync"/>.
    /// </summary>
    /// <returns><see langword="null"/> when the source follows.</returns>
    /// <exception cref="ElasticsearchException">It cannot be asked for.</exception>
    /// <exception cref="SourceException">The cursor cannot be gone on with.</exception>
    public async Task<long?> CountAsync(CancellationToken cancellation)
    {
        if (options.Follow) return null;
        await LoadAsync().WaitAsync(cancellation).ConfigureAwait(false);
        SweepPlan plan = state.Plan(clock.GetUtcNow().ToUnixTimeMilliseconds());
        long count = await client.CountAsync(options.Index, SourceQuery.Of(options, plan), cancellation).ConfigureAwait(false);
        return options.MaxDocuments is { } most ? Math.Min(most, count) : count;
    }

    /// <inheritdoc/>
    /// <exception cref="ElasticsearchException">The documents cannot be read; says why and what to do.</exception>
    /// <exception cref="SourceException">The cursor cannot be gone on with or saved, or the index keeps no sources.</exception>
    public async ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(disposed, this);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step is null && turns.Current is { } sweep)
            {
                delivered += records.Fill(batch, sweep, options.MaxDocuments - delivered ?? long.MaxValue);
                if (batch.Count > 0) return true;
            }
            if (delivered >= options.MaxDocuments) return false;
            step ??= StepAsync();
            // The step goes on when this wait is given up: the next call waits for it.
            await ((Task)step).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
            Task<bool> done = step;
            step = null;
            if (!await done.ConfigureAwait(false)) return false;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="SourceException">The cursor cannot be saved.</exception>
    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Count == 0) return ValueTask.CompletedTask;
        state.Acknowledge(batch.Positions[batch.Count - 1].Next);
        return saver.TouchAsync();
    }

    /// <summary>Lets go of the snapshot and saves the cursor.</summary>
    /// <exception cref="SourceException">The cursor cannot be saved.</exception>
    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        observation?.Dispose();
        await lifetime.CancelAsync().ConfigureAwait(false);
        if (step is not null) await ((Task)step).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await turns.DisposeAsync().ConfigureAwait(false);
        await saver.FlushAsync().ConfigureAwait(false);
        lifetime.Dispose();
    }

    // Until hits are at hand, or a sweep is over; false at the end.
    private async Task<bool> StepAsync()
    {
        await LoadAsync().ConfigureAwait(false);
        bool more = await turns.StepAsync(lifetime.Token).ConfigureAwait(false);
        while (state.TakeNotice() is { } notice) say(notice);
        // What was acknowledged before a quiet time is saved in it.
        await saver.TouchAsync().ConfigureAwait(false);
        return more;
    }

    private Task LoadAsync() => loading ??= saver.LoadAsync(lifetime.Token).AsTask();
}
