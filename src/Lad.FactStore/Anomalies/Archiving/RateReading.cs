using System.Data.Common;
using Lad.FactStore.Storage;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>Reads counts by minute and by unit of a map.</summary>
internal static class RateReading
{
    private const long MostHours = 400 * 24;

    /// <summary>Minutes of a group, or of all without a key, that begin in the period; of a group those of the last 400 days of it.</summary>
    public static async Task<IReadOnlyList<MinuteCount>> MinutesAsync(DatabaseSession session, GroupKey? key, DateTimeOffset from, DateTimeOffset to)
    {
        if (key is { } asked) return await MinutesOfAsync(session, asked.Fingerprint, asked.Service, from, to).ConfigureAwait(false);
        return await session.ReadAsync(
            "SELECT minute, count FROM anomaly_totals WHERE minute >= @from AND minute < @to ORDER BY minute", [("from", FirstMinute(from)), ("to", FirstMinute(to))], Read).ConfigureAwait(false);
    }

    /// <summary>Minutes of a fingerprint, in one service or summed over all, of the last 400 days of the period.</summary>
    public static async Task<IReadOnlyList<MinuteCount>> MinutesOfAsync(DatabaseSession session, ulong fingerprint, string? service, DateTimeOffset from, DateTimeOffset to)
    {
        (long first, long end) = (FirstMinute(from), FirstMinute(to));
        // It goes hour by hour, but not through all of the calendar when somebody asks for that.
        List<(string, object)> parameters = [("from", first), ("to", end), ("fingerprint", (long)fingerprint), ("begin", Math.Max(first / 60, (end / 60) - MostHours)), ("end", end / 60)];
        if (service is not null) parameters.Add(("service", service));
        return await session.ReadAsync(
            $"""
            WITH RECURSIVE times(hour) AS (SELECT @begin UNION ALL SELECT hour + 1 FROM times WHERE hour < @end)
            SELECT t.minute, CAST(SUM(t.count) AS BIGINT) FROM times JOIN anomaly_minutes t ON t.hour = times.hour AND t.fingerprint = @fingerprint{(service is null ? "" : " AND t.service = @service")}
            WHERE t.minute >= @from AND t.minute < @to GROUP BY t.minute ORDER BY t.minute
            """,
            parameters,
            Read).ConfigureAwait(false);
    }

    /// <summary>Units of a model's map with anomalies in an hour that ends after a time; a unit whose latest anomaly is not kept any more is left out.</summary>
    public static async Task<IReadOnlyList<UnitCount>> UnitsAsync(DatabaseSession session, string model, DateTimeOffset since)
    {
        Dictionary<(int Row, int Column), (long Count, long At, byte[] Event)> units = [];
        await session.ReadAsync(
            "SELECT map_row, map_column, count, latest_at, latest_event FROM anomaly_units WHERE model = @model AND hour >= @hour",
            [("model", AnomalyText.Bounded(model, 2 * AnomalyText.MaxName)), ("hour", since.UtcTicks / TimeSpan.TicksPerHour)],
            row =>
            {
                (int, int) unit = ((int)row.GetInt64(0), (int)row.GetInt64(1));
                (long count, long at, byte[] latest) = units.GetValueOrDefault(unit, (0, -1, []));
                long otherAt = row.GetInt64(3);
                units[unit] = otherAt > at ? (count + row.GetInt64(2), otherAt, (byte[])row[4]) : (count + row.GetInt64(2), at, latest);
                return 0;
            }).ConfigureAwait(false);
        Dictionary<string, AnomalyRecord> kept = (await AnomalyReading.FindAsync(session, [.. units.Values.Select(unit => unit.Event)]).ConfigureAwait(false)).ToDictionary(anomaly => anomaly.EventId);
        return
        [
            .. from unit in units
               let latest = kept.GetValueOrDefault(EventKey.Text(unit.Value.Event))
               where latest is not null
               orderby unit.Key.Row, unit.Key.Column
               select new UnitCount(unit.Key.Row, unit.Key.Column, unit.Value.Count, latest),
        ];
    }

    private static long FirstMinute(DateTimeOffset at) => (at.UtcTicks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute;

    private static MinuteCount Read(DbDataReader row) => new(new DateTimeOffset(row.GetInt64(0) * TimeSpan.TicksPerMinute, TimeSpan.Zero), row.GetInt64(1));
}
