using Lad.FactStore.Storage;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>Reads the sparklines of a page's groups, by one query.</summary>
internal static class SparklineReading
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(62);

    /// <summary>The groups with their sparklines. An interval is a whole number of minutes, of an hour or more a whole number of hours; the last one is not over yet.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="length">How long the sparklines reach back, about; 62 days at most.</param>
    /// <param name="intervals">Intervals, 1 to 120.</param>
    /// <param name="now">When the last interval ends, or soon after.</param>
    public static async Task<IReadOnlyList<AnomalyGroup>> AddAsync(DatabaseSession session, IReadOnlyList<AnomalyGroup> groups, TimeSpan length, int intervals, DateTimeOffset now)
    {
        if (groups.Count == 0) return groups;
        intervals = Math.Clamp(intervals, 1, 120);
        if (length > Longest) length = Longest;
        bool byHour = length.Ticks / intervals >= TimeSpan.TicksPerHour;
        long unit = byHour ? TimeSpan.TicksPerHour : TimeSpan.TicksPerMinute;
        long perHour = TimeSpan.TicksPerHour / unit;
        (string table, string time) = byHour ? ("anomaly_hours", "hour") : ("anomaly_minutes", "minute");
        long width = Math.Max(1, (long)Math.Round((double)length.Ticks / intervals / unit));
        long last = now.UtcTicks / unit;
        long first = last - (width * intervals) + 1;
        Dictionary<GroupKey, long[]> lines = groups.ToDictionary(group => group.Key, _ => new long[intervals]);
        (string keys, IEnumerable<(string Name, object Value)> parameters) = SessionCommands.Keys([.. lines.Keys]);
        await session.ReadAsync(
            $"""
            WITH RECURSIVE page(fingerprint, service) AS {keys}, times(hour) AS (SELECT @from UNION ALL SELECT hour + 1 FROM times WHERE hour < @to)
            SELECT t.fingerprint, t.service, (t.{time} - @first) / @width AS place, CAST(SUM(t.count) AS BIGINT)
            FROM times CROSS JOIN page JOIN {table} t ON t.hour = times.hour AND t.fingerprint = page.fingerprint AND t.service = page.service
            WHERE t.{time} >= @first AND t.{time} <= @last
            GROUP BY t.fingerprint, t.service, place
            """,
            [.. parameters, ("first", first), ("width", width), ("last", last), ("from", first / perHour), ("to", last / perHour)],
            row => lines[new GroupKey((ulong)row.GetInt64(0), row.GetString(1))][row.GetInt64(2)] = row.GetInt64(3)).ConfigureAwait(false);
        return [.. groups.Select(group => group with { Sparkline = lines[group.Key] })];
    }
}
