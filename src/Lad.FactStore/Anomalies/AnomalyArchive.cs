using Lad.FactStore.Storage;

namespace Lad.FactStore.Anomalies;

/// <summary>The anomalies that were seen, bounded in time and number, and what they come to in groups. Thread-safe.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="clock">The clock of retention and of what is snoozed now.</param>
public sealed class AnomalyArchive(FactStoreDatabase database, TimeProvider clock)
{
    /// <summary>Adds anomalies, in one transaction; those whose event is there already are left out.</summary>
    /// <returns>Those that were new, in their order.</returns>
    /// <exception cref="FactStoreException">The database cannot take them; none was added.</exception>
    public Task<IReadOnlyList<AnomalyRecord>> AddAsync(IReadOnlyList<AnomalyRecord> anomalies, CancellationToken cancellation = default) => throw new NotImplementedException($"{database} {clock}");

    /// <summary>Groups.</summary>
    public Task<Page<AnomalyGroup>> GroupsAsync(GroupQuery query, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>One group; <see langword="null"/> when there is none.</summary>
    public Task<AnomalyGroup?> GroupAsync(GroupKey key, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>The groups of a fingerprint in all services.</summary>
    public Task<IReadOnlyList<AnomalyGroup>> GroupsOfAsync(ulong fingerprint, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Anomalies, the latest first.</summary>
    public Task<Page<AnomalyRecord>> ListAsync(AnomalyQuery query, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>One anomaly by its event; <see langword="null"/> when it is not kept.</summary>
    public Task<AnomalyRecord?> FindAsync(string eventId, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Anomalies a minute of a group (or of all, without a key), for each minute of the period that has some, in order.</summary>
    public Task<IReadOnlyList<MinuteCount>> RatesAsync(GroupKey? key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>How many anomalies each unit of a model's map has had since a time.</summary>
    public Task<IReadOnlyList<UnitCount>> UnitsAsync(string model, DateTimeOffset since, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Services of which there are groups, in ordinal order.</summary>
    public Task<IReadOnlyList<string>> ServicesAsync(CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Removes what is older, or more, than the retention allows; in small steps, so that nobody waits for long.</summary>
    public Task<long> RetainAsync(ArchiveRetention retention, CancellationToken cancellation = default) => throw new NotImplementedException();
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
