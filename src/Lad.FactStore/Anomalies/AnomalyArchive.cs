using System.Diagnostics;
using Lad.FactStore.Anomalies.Archiving;
using Lad.FactStore.Storage;
using Lad.FactStore.Telemetry;
using Lad.Pipeline.Telemetry;

namespace Lad.FactStore.Anomalies;

/// <summary>The anomalies that were seen, bounded in time and number, and what they come to in groups. Thread-safe.</summary>
/// <remarks>
/// A group, a minute's count and a unit's count change only with an anomaly whose event is new, in one transaction with it: whatever is delivered again, and in whatever order, they come to the same.
/// Texts are kept up to <see cref="AnomalyText"/>'s lengths. A page's beginning that is from no page of the same list is refused by a <see cref="FormatException"/>.
/// </remarks>
/// <param name="database">Where they are kept.</param>
/// <param name="clock">The clock of retention and of what is snoozed now.</param>
/// <param name="instrumentation">What retention is a span of; <see langword="null"/> when nobody looks.</param>
public sealed class AnomalyArchive(FactStoreDatabase database, TimeProvider clock, Instrumentation? instrumentation = null)
{
    /// <summary>Services that are listed, and groups of one fingerprint, at most: the log chooses how many there are.</summary>
    public const int MaxServices = 500;

    /// <summary>Adds anomalies, in one transaction; those whose event is there already are left out.</summary>
    /// <returns>Those that were new, in their order.</returns>
    /// <exception cref="FactStoreException">The database cannot take them; none was added.</exception>
    /// <exception cref="FormatException">An event's id is not 32 hexadecimal digits; none was added.</exception>
    public async Task<IReadOnlyList<AnomalyRecord>> AddAsync(IReadOnlyList<AnomalyRecord> anomalies, CancellationToken cancellation = default)
    {
        if (anomalies.Count == 0) return [];
        AnomalyRecord[] once = [.. anomalies.DistinctBy(anomaly => EventKey.Number(EventKey.Of(anomaly.EventId))).OrderBy(anomaly => anomaly.EventId, StringComparer.OrdinalIgnoreCase)];
        HashSet<AnomalyRecord> added = await database.WriteAsync(session => AnomalyWriting.AddAsync(session, once), Commit.MayRepeat, cancellation).ConfigureAwait(false);
        return [.. anomalies.Where(added.Contains).Distinct<AnomalyRecord>(ReferenceEqualityComparer.Instance)];
    }

    /// <summary>Groups.</summary>
    /// <remarks>Text is looked for in the first 2,048 bytes of the template and of the latest message.</remarks>
    public Task<Page<AnomalyGroup>> GroupsAsync(GroupQuery query, CancellationToken cancellation = default)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return database.ReadAsync(
            async session =>
            {
                Page<AnomalyGroup> page = await GroupReading.PageAsync(session, query, now).ConfigureAwait(false);
                IReadOnlyList<AnomalyGroup> groups = await FeedbackReading.AddAsync(session, page.Items).ConfigureAwait(false);
                if (query.Sparkline > TimeSpan.Zero) groups = await SparklineReading.AddAsync(session, groups, query.Sparkline, query.SparklineIntervals, now).ConfigureAwait(false);
                return page with { Items = groups };
            },
            cancellation);
    }

    /// <summary>One group; <see langword="null"/> when there is none.</summary>
    public async Task<AnomalyGroup?> GroupAsync(GroupKey key, CancellationToken cancellation = default) =>
        await GroupsAsync(key.Fingerprint, key.Service, 1, cancellation).ConfigureAwait(false) is [AnomalyGroup found, ..] ? found : null;

    /// <summary>The groups of a fingerprint in all services, the first of them by service.</summary>
    /// <param name="fingerprint">The fingerprint.</param>
    /// <param name="limit">Groups at most, not above <see cref="MaxServices"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<IReadOnlyList<AnomalyGroup>> GroupsOfAsync(ulong fingerprint, int limit = MaxServices, CancellationToken cancellation = default) => GroupsAsync(fingerprint, null, Math.Clamp(limit, 1, MaxServices), cancellation);

    /// <summary>Anomalies, the latest first.</summary>
    /// <remarks>
    /// Time, fingerprint and service are found in an index. By level, score, suppression and text at most 20,000 anomalies a page are looked at: a page may hold fewer than the limit, even none, while its
    /// <see cref="Page{T}.Next"/> says where to go on.
    /// </remarks>
    public Task<Page<AnomalyRecord>> ListAsync(AnomalyQuery query, CancellationToken cancellation = default) => database.ReadAsync(session => AnomalyReading.PageAsync(session, query), cancellation);

    /// <summary>One anomaly by its event; <see langword="null"/> when it is not kept.</summary>
    public async Task<AnomalyRecord?> FindAsync(string eventId, CancellationToken cancellation = default)
    {
        if (eventId.Length != 32 || eventId.Any(digit => !char.IsAsciiHexDigit(digit))) return null;
        return (await database.ReadAsync(session => AnomalyReading.FindAsync(session, [EventKey.Of(eventId)]), cancellation).ConfigureAwait(false)).FirstOrDefault();
    }

    /// <summary>Anomalies a minute of a group (or of all, without a key), for each minute of the period that has some, in order: minutes that begin at or after its beginning and before its end; of a longer period than 400 days a group has those of its last 400 days.</summary>
    public Task<IReadOnlyList<MinuteCount>> RatesAsync(GroupKey? key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation = default) => database.ReadAsync(session => RateReading.MinutesAsync(session, key, from, NoLater(to)), cancellation);

    /// <summary>Anomalies a minute of a fingerprint in all services, likewise; they are summed where they are kept, however many services there are.</summary>
    public Task<IReadOnlyList<MinuteCount>> RatesOfAsync(ulong fingerprint, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation = default) => database.ReadAsync(session => RateReading.MinutesOfAsync(session, fingerprint, null, from, NoLater(to)), cancellation);

    /// <summary>How many anomalies each unit of a model's map has had since the beginning of a time's hour, by row and column.</summary>
    public Task<IReadOnlyList<UnitCount>> UnitsAsync(string model, DateTimeOffset since, CancellationToken cancellation = default) => database.ReadAsync(session => RateReading.UnitsAsync(session, model, since), cancellation);

    /// <summary>Services of which there are groups, in ordinal order: the first <see cref="MaxServices"/>.</summary>
    public async Task<IReadOnlyList<string>> ServicesAsync(CancellationToken cancellation = default) => await database.ReadAsync(session => GroupReading.ServicesAsync(session, MaxServices), cancellation).ConfigureAwait(false);

    /// <summary>
    /// Removes what is older, or more, than the retention allows; in small steps, so that nobody waits for long. Ages count from the latest anomaly, and from now where that is earlier: of an old log that
    /// is looked into today the end is kept, and one wrong clock that is ahead removes nothing.
    /// </summary>
    /// <returns>Anomalies that were removed.</returns>
    public async Task<long> RetainAsync(ArchiveRetention retention, CancellationToken cancellation = default)
    {
        using Activity? span = StoreSpans.Begin(instrumentation, StoreSpans.Retain);
        try
        {
            long removed = await TrimAsync(retention, cancellation).ConfigureAwait(false);
            span?.SetTag("lad.anomalies.removed", removed);
            return removed;
        }
        catch (FactStoreException failure)
        {
            span.Failed(failure);
            throw;
        }
    }

    private async Task<long> TrimAsync(ArchiveRetention retention, CancellationToken cancellation)
    {
        // When there is nothing yet, what comes in meanwhile may be an old log: it is seen to next time, when its ages can be told.
        if (await database.ReadAsync(session => session.ScalarAsync<long?>("SELECT MAX(last_seen) FROM anomaly_groups"), cancellation).ConfigureAwait(false) is not { } latest) return 0;
        return await new ArchiveTrimming(database, retention, new DateTimeOffset(Math.Min(clock.GetUtcNow().UtcTicks, latest), TimeSpan.Zero)).RunAsync(cancellation).ConfigureAwait(false);
    }

    // Beyond there is nothing, clocks that are a little ahead apart; who asks for a period without an end gets its latest part.
    private DateTimeOffset NoLater(DateTimeOffset to)
    {
        DateTimeOffset latest = clock.GetUtcNow().AddDays(2);
        return to < latest ? to : latest;
    }

    private Task<IReadOnlyList<AnomalyGroup>> GroupsAsync(ulong fingerprint, string? service, int limit, CancellationToken cancellation) => database.ReadAsync(
        async session => await FeedbackReading.AddAsync(session, await GroupReading.OfAsync(session, fingerprint, service, limit).ConfigureAwait(false)).ConfigureAwait(false),
        cancellation);
}

/// <summary>How much is kept.</summary>
public sealed record ArchiveRetention
{
    /// <summary>How long an anomaly, and a minute's count, is kept. Default 30 days.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Anomalies that are kept, at most; the oldest go. Default 2 million.</summary>
    public long MaxAnomalies { get; init; } = 2_000_000;

    /// <summary>How long a group is kept after its last anomaly, unless something is in force for its template. Default 90 days.</summary>
    public TimeSpan GroupAge { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Groups that are kept, at most; those last seen longest ago go. Default 100,000.</summary>
    public long MaxGroups { get; init; } = 100_000;
}

/// <summary>Anomalies in a minute.</summary>
/// <param name="Minute">Its beginning, UTC.</param>
/// <param name="Count">How many.</param>
public readonly record struct MinuteCount(DateTimeOffset Minute, long Count);

/// <summary>Anomalies of a unit of a map.</summary>
/// <param name="Row">The row.</param>
/// <param name="Column">The column.</param>
/// <param name="Count">How many.</param>
/// <param name="Latest">The latest.</param>
public sealed record UnitCount(int Row, int Column, long Count, AnomalyRecord Latest);
