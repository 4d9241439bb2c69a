using Lad.FactStore.Storage;
using static Lad.FactStore.Anomalies.Archiving.AnomalyColumns;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>Adds anomalies and what they come to, in the transaction it is given.</summary>
internal static class AnomalyWriting
{
    private const int MaxSearched = 2048;
    private const string Larger = "CASE WHEN excluded.{0} > kept.{0} THEN excluded.{0} ELSE kept.{0} END";
    private const string Smaller = "CASE WHEN excluded.{0} < kept.{0} THEN excluded.{0} ELSE kept.{0} END";

    private static readonly BulkStatement Anomalies = new("anomalies", "(event_id) DO NOTHING", ["event_id", "at", "fingerprint", "service", .. Rest]);

    private static readonly BulkStatement Groups = new(
        "anomaly_groups",
        $"(fingerprint, service) DO UPDATE SET level = {Of(Larger, "level")}, first_seen = {Of(Smaller, "first_seen")}, last_seen = {Of(Larger, "last_seen")}, count = kept.count + excluded.count, "
        + $"suppressed = kept.suppressed + excluded.suppressed, lowest_score = {Of(Smaller, "lowest_score")}, highest_score = {Of(Larger, "highest_score")}",
        "fingerprint", "service", "level", "first_seen", "last_seen", "count", "suppressed", "lowest_score", "highest_score");

    private static readonly BulkStatement Latest = new(
        "anomaly_latest",
        $"(fingerprint, service) DO UPDATE SET {string.Join(", ", new[] { "search", "event_id", "at" }.Concat(Rest).Select(column => $"{column} = excluded.{column}"))} WHERE (excluded.at, excluded.event_id) > (kept.at, kept.event_id)",
        ["fingerprint", "service", "search", "event_id", "at", .. Rest]);

    private static readonly BulkStatement Minutes = new("anomaly_minutes", "(hour, fingerprint, service, minute) DO UPDATE SET count = kept.count + excluded.count", "hour", "fingerprint", "service", "minute", "count");

    private static readonly BulkStatement Hours = new("anomaly_hours", "(hour, fingerprint, service) DO UPDATE SET count = kept.count + excluded.count", "hour", "fingerprint", "service", "count");

    private static readonly BulkStatement Totals = new("anomaly_totals", "(minute) DO UPDATE SET count = kept.count + excluded.count", "minute", "count");

    private static readonly BulkStatement Units = new(
        "anomaly_units",
        "(model, hour, map_row, map_column) DO UPDATE SET count = kept.count + excluded.count, "
        + "latest_event = CASE WHEN (excluded.latest_at, excluded.latest_event) > (kept.latest_at, kept.latest_event) THEN excluded.latest_event ELSE kept.latest_event END, "
        + $"latest_at = {Of(Larger, "latest_at")}",
        "model", "hour", "map_row", "map_column", "count", "latest_at", "latest_event");

    /// <summary>Adds those whose event is not there.</summary>
    /// <param name="session">A transaction that writes.</param>
    /// <param name="anomalies">No event twice; by event, so that two who add the same ones never wait for each other in a circle.</param>
    /// <returns>Those that were new.</returns>
    public static async Task<HashSet<AnomalyRecord>> AddAsync(DatabaseSession session, IReadOnlyList<AnomalyRecord> anomalies)
    {
        bool[] isNew = await Anomalies.ExecuteNewAsync(
            session,
            Column(anomalies, anomaly => EventKey.Of(anomaly.EventId)),
            [Column(anomalies, anomaly => anomaly.At.UtcTicks), Column(anomalies, anomaly => (long)anomaly.Fingerprint), Column(anomalies, Service), .. Values(anomalies)]).ConfigureAwait(false);
        var sums = new BatchSums();
        HashSet<AnomalyRecord> added = new(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < isNew.Length; i++)
        {
            if (!isNew[i]) continue;
            added.Add(anomalies[i]);
            sums.Add(anomalies[i]);
        }
        if (added.Count > 0) await WriteAsync(session, sums, added.Count).ConfigureAwait(false);
        return added;
    }

    private static async Task WriteAsync(DatabaseSession session, BatchSums sums, int count)
    {
        GroupSum[] groups = [.. sums.Groups.Values.OrderBy(group => group.Key.Fingerprint).ThenBy(group => group.Key.Service, StringComparer.Ordinal)];
        long[] fingerprints = Column(groups, group => (long)group.Key.Fingerprint);
        string[] services = Column(groups, group => group.Key.Service);
        AnomalyRecord[] latest = Column(groups, group => group.Latest);
        await Groups.ExecuteAsync(
            session,
            fingerprints,
            services,
            Column(groups, group => (long)group.Level),
            Column(groups, group => group.First),
            Column(latest, anomaly => anomaly.At.UtcTicks),
            Column(groups, group => group.Count),
            Column(groups, group => group.Suppressed),
            Column(groups, group => group.Lowest),
            Column(groups, group => group.Highest)).ConfigureAwait(false);
        await Latest.ExecuteAsync(
            session,
            [fingerprints, services, Column(latest, Searched), Column(latest, anomaly => EventKey.Of(anomaly.EventId)), Column(latest, anomaly => anomaly.At.UtcTicks), .. Values(latest)]).ConfigureAwait(false);
        KeyValuePair<(GroupKey Group, long Minute), long>[] minutes = InOrder(sums.Minutes);
        await Minutes.ExecuteAsync(
            session, Column(minutes, row => row.Key.Minute / 60), Column(minutes, row => (long)row.Key.Group.Fingerprint), Column(minutes, row => row.Key.Group.Service), Column(minutes, row => row.Key.Minute), Column(minutes, row => row.Value)).ConfigureAwait(false);
        KeyValuePair<(GroupKey Group, long Hour), long>[] hours = InOrder(sums.Hours);
        await Hours.ExecuteAsync(session, Column(hours, row => row.Key.Hour), Column(hours, row => (long)row.Key.Group.Fingerprint), Column(hours, row => row.Key.Group.Service), Column(hours, row => row.Value)).ConfigureAwait(false);
        await UnitsAsync(session, sums.Units).ConfigureAwait(false);
        // Rows that every batch changes come last: others wait for them until the commit.
        KeyValuePair<long, long>[] totals = [.. sums.Totals.OrderBy(total => total.Key)];
        await Totals.ExecuteAsync(session, Column(totals, total => total.Key), Column(totals, total => total.Value)).ConfigureAwait(false);
        await session.ChangeAsync("UPDATE counters SET value = value + @count WHERE name = 'anomalies'", ("count", (long)count)).ConfigureAwait(false);
    }

    private static KeyValuePair<(GroupKey Group, long Time), long>[] InOrder(Dictionary<(GroupKey Group, long Time), long> counts) =>
        [.. counts.OrderBy(row => row.Key.Time).ThenBy(row => row.Key.Group.Fingerprint).ThenBy(row => row.Key.Group.Service, StringComparer.Ordinal)];

    private static Task UnitsAsync(DatabaseSession session, Dictionary<(string Model, long Hour, int Row, int Column), UnitSum> units)
    {
        KeyValuePair<(string Model, long Hour, int Row, int Column), UnitSum>[] rows =
            [.. units.OrderBy(row => row.Key.Model, StringComparer.Ordinal).ThenBy(row => row.Key.Hour).ThenBy(row => row.Key.Row).ThenBy(row => row.Key.Column)];
        return Units.ExecuteAsync(
            session,
            Column(rows, row => row.Key.Model),
            Column(rows, row => row.Key.Hour),
            Column(rows, row => (long)row.Key.Row),
            Column(rows, row => (long)row.Key.Column),
            Column(rows, row => row.Value.Count),
            Column(rows, row => row.Value.Latest!.At.UtcTicks),
            Column(rows, row => EventKey.Of(row.Value.Latest!.EventId)));
    }

    private static string Searched(AnomalyRecord anomaly) => $"{SearchText.Fold(Start(anomaly.Template))}\n{SearchText.Fold(Start(anomaly.Message))}";

    private static string Start(string text) => AnomalyText.Bounded(text, MaxSearched);

    private static string Of(string expression, string column) => expression.Replace("{0}", column, StringComparison.Ordinal);
}
