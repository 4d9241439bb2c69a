using Lad.FactStore.Storage;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>Reads counts by minute and by unit of a map.</summary>
internal static class RateReading
{
    /// <summary>Minutes of a group, or of all without a key, that begin in the period.</summary>
    public static async Task<IReadOnlyList<MinuteCount>> MinutesAsync(DatabaseSession session, GroupKey? key, DateTimeOffset from, DateTimeOffset to)
    {
        long first = (from.UtcTicks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute;
        List<(string, object)> parameters = [("from", first), ("to", (to.UtcTicks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute)];
        string table = "anomaly_totals";
        string group = "";
        if (key is { } asked)
        {
            table = "anomaly_minutes";
            group = "fingerprint = @fingerprint AND service = @service AND ";
            parameters.Add(("fingerprint", (long)asked.Fingerprint));
            parameters.Add(("service", asked.Service));
        }
        return await session.ReadAsync(
            $"SELECT minute, count FROM {table} WHERE {group}minute >= @from AND minute < @to ORDER BY minute",
            parameters,
            row => new MinuteCount(new DateTimeOffset(row.GetInt64(0) * TimeSpan.TicksPerMinute, TimeSpan.Zero), row.GetInt64(1))).ConfigureAwait(false);
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
}
