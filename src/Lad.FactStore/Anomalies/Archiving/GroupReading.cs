using System.Data.Common;
using Lad.FactStore.Storage;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>Reads groups. A page walks the index of its order and stops when it is full; nothing is counted or sorted.</summary>
internal static class GroupReading
{
    private static readonly string Columns = $"g.fingerprint, g.service, g.level, g.first_seen, g.last_seen, g.count, g.suppressed, g.lowest_score, g.highest_score, {AnomalyColumns.Select("l")}";
    private const string Tables = "anomaly_groups g JOIN anomaly_latest l ON l.fingerprint = g.fingerprint AND l.service = g.service";

    // In force for the group's template; the rule of suppression, without schedules.
    private const string Silenced = "EXISTS (SELECT 1 FROM states s WHERE s.fingerprint = g.fingerprint AND (s.judgement_kind = 'false-positive' OR s.snooze_until > @now))";
    private const string Confirmed = "EXISTS (SELECT 1 FROM states s WHERE s.fingerprint = g.fingerprint AND s.judgement_kind = 'true-positive')";

    /// <summary>A page of groups, without feedback and sparklines.</summary>
    public static async Task<Page<AnomalyGroup>> PageAsync(DatabaseSession session, GroupQuery query, DateTimeOffset now)
    {
        int limit = Math.Clamp(query.Limit, 1, 500);
        string order = Column(query.Order);
        List<string> conditions = [];
        List<(string, object)> parameters = [("limit", limit + 1L)];
        if (query.Service is { } service) Where("g.service = @service", "service", service);
        if (query.Level is { } level) Where("g.level >= @level", "level", (long)AnomalyLevel.Rank(level));
        if (query.Since is { } since) Where("g.last_seen >= @since", "since", since.UtcTicks);
        if (query.Text is { Length: > 0 } text) Where("l.search LIKE @text ESCAPE '\\'", "text", SearchText.Pattern(text));
        if (query.Status is GroupStatus.Open) Where($"NOT {Silenced}", "now", now.UtcTicks);
        if (query.Status is GroupStatus.Silenced) Where(Silenced, "now", now.UtcTicks);
        if (query.Status is GroupStatus.Confirmed) conditions.Add(Confirmed);
        if (query.After is { } after)
        {
            (long value, GroupKey key) = PagePlace.ReadGroup(query.Order, after);
            Where($"({order}, g.fingerprint, g.service) < (@value, @fingerprint, @behind)", "value", query.Order == GroupOrder.Score ? BitConverter.Int64BitsToDouble(value) : value);
            parameters.Add(("fingerprint", (long)key.Fingerprint));
            parameters.Add(("behind", key.Service));
        }
        string where = conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)}";
        List<AnomalyGroup> groups = await session.ReadAsync($"SELECT {Columns} FROM {Tables} {where} ORDER BY {order} DESC, g.fingerprint DESC, g.service DESC LIMIT @limit", parameters, Read).ConfigureAwait(false);
        if (groups.Count <= limit) return new Page<AnomalyGroup>(groups, null);
        groups.RemoveAt(limit);
        return new Page<AnomalyGroup>(groups, PagePlace.Write(query.Order, Value(query.Order, groups[^1]), groups[^1].Key));

        void Where(string condition, string name, object value)
        {
            conditions.Add(condition);
            parameters.Add((name, value));
        }
    }

    /// <summary>The first groups of a fingerprint, in one service or in all, by service.</summary>
    public static Task<List<AnomalyGroup>> OfAsync(DatabaseSession session, ulong fingerprint, string? service, int limit) => session.ReadAsync(
        $"SELECT {Columns} FROM {Tables} WHERE g.fingerprint = @fingerprint{(service is null ? "" : " AND g.service = @service")} ORDER BY g.service LIMIT @limit",
        [("fingerprint", (long)fingerprint), ("limit", (long)limit), .. service is null ? Array.Empty<(string, object)>() : [("service", service)]],
        Read);

    /// <summary>The first services, each found by one step in the index; names come from the log, which may make up any number of them.</summary>
    public static Task<List<string>> ServicesAsync(DatabaseSession session, int limit) => session.ReadAsync(
        """
        WITH RECURSIVE found(service, number) AS (
            SELECT MIN(service), 1 FROM anomaly_groups
            UNION ALL
            SELECT (SELECT MIN(g.service) FROM anomaly_groups g WHERE g.service > found.service), found.number + 1 FROM found WHERE found.service IS NOT NULL AND found.number < @limit
        )
        SELECT service FROM found WHERE service IS NOT NULL ORDER BY service
        """,
        [("limit", (long)limit)],
        row => row.GetString(0));

    private static AnomalyGroup Read(DbDataReader row)
    {
        AnomalyRecord latest = AnomalyColumns.Read(row, 9);
        return new AnomalyGroup
        {
            Key = new GroupKey((ulong)row.GetInt64(0), row.GetString(1)),
            Template = latest.Template,
            Level = AnomalyLevel.Name(row.GetInt64(2)),
            FirstSeen = new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero),
            LastSeen = new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
            Count = row.GetInt64(5),
            Suppressed = row.GetInt64(6),
            LowestScore = row.GetDouble(7),
            HighestScore = row.GetDouble(8),
            Latest = latest,
        };
    }

    private static string Column(GroupOrder order) => order switch
    {
        GroupOrder.FirstSeen => "g.first_seen",
        GroupOrder.Count => "g.count",
        GroupOrder.Score => "g.highest_score",
        _ => "g.last_seen",
    };

    private static long Value(GroupOrder order, AnomalyGroup group) => order switch
    {
        GroupOrder.FirstSeen => group.FirstSeen.UtcTicks,
        GroupOrder.Count => group.Count,
        GroupOrder.Score => BitConverter.DoubleToInt64Bits(group.HighestScore),
        _ => group.LastSeen.UtcTicks,
    };
}
