using System.Data.Common;
using Lad.FactStore.Storage;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>Removes what the retention does not allow, a few rows in each transaction: whoever adds anomalies meanwhile gets a turn after each.</summary>
internal sealed class ArchiveTrimming(FactStoreDatabase database, ArchiveRetention retention, DateTimeOffset now)
{
    private const long RowsAtOnce = 2_000;
    private const long GroupsAtOnce = 100;

    /// <summary>Removes all that is to go.</summary>
    /// <returns>Anomalies that were removed.</returns>
    public async Task<long> RunAsync(CancellationToken cancellation)
    {
        long tooOld = Ticks(retention.Age);
        long removed = await RepeatAsync(session => OldAsync(session, tooOld), RowsAtOnce, cancellation).ConfigureAwait(false);
        removed += await RepeatAsync(ExcessAsync, RowsAtOnce, cancellation).ConfigureAwait(false);
        await RepeatAsync(MinutesAsync, RowsAtOnce, cancellation).ConfigureAwait(false);
        await RatesAsync("anomaly_totals", "minute", "minute", tooOld / TimeSpan.TicksPerMinute, cancellation).ConfigureAwait(false);
        await RatesAsync("anomaly_hours", "hour, fingerprint, service", "hour", tooOld / TimeSpan.TicksPerHour, cancellation).ConfigureAwait(false);
        await RatesAsync("anomaly_units", "model, hour, map_row, map_column", "hour", tooOld / TimeSpan.TicksPerHour, cancellation).ConfigureAwait(false);
        await RepeatAsync(OldGroupsAsync, GroupsAtOnce, cancellation).ConfigureAwait(false);
        await RepeatAsync(ExcessGroupsAsync, GroupsAtOnce, cancellation).ConfigureAwait(false);
        return removed;
    }

    private static async Task<long> OldAsync(DatabaseSession session, long before) =>
        await UncountAsync(session, await session.ChangeAsync("DELETE FROM anomalies WHERE event_id IN (SELECT event_id FROM anomalies WHERE at < @before ORDER BY at, event_id LIMIT @limit)", ("before", before), ("limit", RowsAtOnce)).ConfigureAwait(false)).ConfigureAwait(false);

    private async Task<long> ExcessAsync(DatabaseSession session)
    {
        long kept = await session.ScalarAsync<long>("SELECT value FROM counters WHERE name = 'anomalies'").ConfigureAwait(false);
        long excess = Math.Min(RowsAtOnce, kept - retention.MaxAnomalies);
        if (excess <= 0) return 0;
        return await UncountAsync(session, await session.ChangeAsync("DELETE FROM anomalies WHERE event_id IN (SELECT event_id FROM anomalies ORDER BY at, event_id LIMIT @limit)", ("limit", excess)).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static async Task<long> UncountAsync(DatabaseSession session, long removed)
    {
        if (removed > 0) await session.ChangeAsync("UPDATE counters SET value = value - @removed WHERE name = 'anomalies'", ("removed", removed)).ConfigureAwait(false);
        return removed;
    }

    // Minutes go with the anomalies they count: there are no more of them than of those. One statement, so that nothing comes in between the oldest anomaly and what is older.
    private static async Task<long> MinutesAsync(DatabaseSession session)
    {
        const string Oldest = "COALESCE((SELECT MIN(at) FROM anomalies) / @minute, @ever)";
        const string Key = "hour, fingerprint, service, minute";
        return await session.ChangeAsync(
            $"DELETE FROM anomaly_minutes WHERE ({Key}) IN (SELECT {Key} FROM anomaly_minutes WHERE hour <= {Oldest} / 60 AND minute < {Oldest} LIMIT @limit)",
            ("minute", TimeSpan.TicksPerMinute), ("ever", long.MaxValue), ("limit", RowsAtOnce)).ConfigureAwait(false);
    }

    private Task<long> RatesAsync(string table, string key, string time, long before, CancellationToken cancellation) => RepeatAsync(
        async session => await session.ChangeAsync($"DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE {time} < @before LIMIT @limit)", ("before", before), ("limit", RowsAtOnce)).ConfigureAwait(false),
        RowsAtOnce,
        cancellation);

    private Task<long> OldGroupsAsync(DatabaseSession session) => RemoveGroupsAsync(
        session,
        "last_seen < @before AND NOT EXISTS (SELECT 1 FROM states s WHERE s.fingerprint = anomaly_groups.fingerprint AND s.in_force = 1)",
        Ticks(retention.GroupAge),
        GroupsAtOnce);

    private async Task<long> ExcessGroupsAsync(DatabaseSession session)
    {
        long excess = Math.Min(GroupsAtOnce, await session.ScalarAsync<long>("SELECT COUNT(*) FROM anomaly_groups").ConfigureAwait(false) - retention.MaxGroups);
        if (excess <= 0) return 0;
        List<long> last = await session.ReadAsync("SELECT last_seen FROM anomaly_groups ORDER BY last_seen, fingerprint, service LIMIT 1 OFFSET @offset", [("offset", excess - 1)], row => row.GetInt64(0)).ConfigureAwait(false);
        return last.Count == 0 ? 0 : await RemoveGroupsAsync(session, "last_seen <= @before", last[0], excess).ConfigureAwait(false);
    }

    // On PostgreSQL others write meanwhile: a group that gets an anomaly just now is passed over, and what has come to be in force since the groups were chosen is looked at again.
    private static async Task<long> RemoveGroupsAsync(DatabaseSession session, string condition, long before, long limit)
    {
        string locked = session.Dialect.IsPostgresql ? "FOR UPDATE OF anomaly_groups SKIP LOCKED" : "";
        List<GroupKey> chosen = await session.ReadAsync(
            $"SELECT fingerprint, service FROM anomaly_groups WHERE {condition} ORDER BY last_seen, fingerprint, service LIMIT @limit {locked}",
            [("before", before), ("limit", limit)],
            Key).ConfigureAwait(false);
        if (chosen.Count == 0) return 0;
        (string list, IEnumerable<(string Name, object Value)> keys) = SessionCommands.Keys(chosen);
        List<GroupKey> removed = await session.ReadAsync($"DELETE FROM anomaly_groups WHERE (fingerprint, service) IN {list} AND {condition} RETURNING fingerprint, service", keys.Append(("before", before)), Key).ConfigureAwait(false);
        if (removed.Count == 0) return 0;
        // Counts by minute and hour go with their time.
        (list, keys) = SessionCommands.Keys(removed);
        await session.ChangeAsync($"DELETE FROM anomaly_latest WHERE (fingerprint, service) IN {list}", [.. keys]).ConfigureAwait(false);
        return removed.Count;

        static GroupKey Key(DbDataReader row) => new((ulong)row.GetInt64(0), row.GetString(1));
    }

    private async Task<long> RepeatAsync(Func<DatabaseSession, Task<long>> step, long full, CancellationToken cancellation)
    {
        long all = 0;
        while (true)
        {
            long removed = await database.WriteAsync(step, Commit.MayRepeat, cancellation).ConfigureAwait(false);
            all += removed;
            if (removed < full) return all;
            await Task.Yield();
        }
    }

    private long Ticks(TimeSpan age) => Math.Max(0, now.UtcTicks - Math.Max(0, age.Ticks));
}
