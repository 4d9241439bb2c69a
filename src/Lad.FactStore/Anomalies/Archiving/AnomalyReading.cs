using System.Data.Common;
using Lad.FactStore.Storage;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>
/// Reads anomalies, the latest first. The time, the fingerprint and the service are found in an index; every other wish is looked for row by row among at most <see cref="MaxExamined"/> anomalies or
/// <see cref="MaxSearchedBytes"/> of text a page, so that no question costs more than that: a page may then hold fewer than were asked for, even none, and still tell where to go on.
/// </summary>
internal static class AnomalyReading
{
    /// <summary>Anomalies that a page looks at.</summary>
    public const int MaxExamined = 20_000;

    /// <summary>Characters of messages that a page looks at.</summary>
    public const long MaxSearchedBytes = 32 << 20;

    private const int MostAtOnce = 1_000;
    private static readonly string Columns = AnomalyColumns.Select("a");

    /// <summary>A page.</summary>
    public static async Task<Page<AnomalyRecord>> PageAsync(DatabaseSession session, AnomalyQuery query)
    {
        int limit = Math.Clamp(query.Limit, 1, 500);
        var filter = new RowFilter(query);
        (long At, byte[] EventId)? place = query.After is null ? null : PagePlace.ReadAnomaly(query.After);
        List<AnomalyRecord> found = [];
        long searched = 0;
        int atOnce = limit + 1;
        for (int examined = 0; ; atOnce = Math.Min(MostAtOnce, atOnce * 4))
        {
            int rows = 0;
            await session.ReadAsync(Sql(query, place is not null), Parameters(query, place, atOnce), row =>
            {
                rows++;
                if (found.Count > limit) return 0;
                place = (row.GetInt64(1), (byte[])row[0]);
                if (filter.Takes(row, ref searched)) found.Add(AnomalyColumns.Read(row, 0));
                return 0;
            }).ConfigureAwait(false);
            examined += rows;
            if (found.Count > limit)
            {
                found.RemoveAt(limit);
                return new Page<AnomalyRecord>(found, PagePlace.Write(found[^1].At.UtcTicks, EventKey.Of(found[^1].EventId)));
            }
            if (rows < atOnce) return new Page<AnomalyRecord>(found, null);
            if (examined >= MaxExamined || searched >= MaxSearchedBytes) return new Page<AnomalyRecord>(found, PagePlace.Write(place!.Value.At, place.Value.EventId));
        }
    }

    /// <summary>Anomalies by their events; those that are not kept are left out.</summary>
    public static async Task<List<AnomalyRecord>> FindAsync(DatabaseSession session, IReadOnlyList<byte[]> events)
    {
        List<AnomalyRecord> found = [];
        foreach (byte[][] some in events.Chunk(MostAtOnce))
        {
            found.AddRange(await session.ReadAsync(
                $"SELECT {Columns} FROM anomalies a WHERE a.event_id IN ({string.Join(", ", some.Select((_, i) => $"@e{i}"))})",
                some.Select((key, i) => ($"e{i}", (object)key)),
                row => AnomalyColumns.Read(row, 0)).ConfigureAwait(false));
        }
        return found;
    }

    private static string Sql(AnomalyQuery query, bool isBehind)
    {
        List<string> conditions = [];
        if (query.Fingerprint is not null) conditions.Add("a.fingerprint = @fingerprint");
        else if (query.Service is not null) conditions.Add("a.service = @service");
        if (query.Since is not null) conditions.Add("a.at >= @since");
        if (query.Until is not null) conditions.Add("a.at < @until");
        if (isBehind) conditions.Add("(a.at, a.event_id) < (@at, @event)");
        return $"SELECT {Columns} FROM anomalies a {(conditions.Count == 0 ? "" : "WHERE ")}{string.Join(" AND ", conditions)} ORDER BY a.at DESC, a.event_id DESC LIMIT @limit";
    }

    private static IEnumerable<(string Name, object Value)> Parameters(AnomalyQuery query, (long At, byte[] EventId)? place, int limit)
    {
        if (query.Fingerprint is { } fingerprint) yield return ("fingerprint", (long)fingerprint);
        else if (query.Service is { } service) yield return ("service", service);
        if (query.Since is { } since) yield return ("since", since.UtcTicks);
        if (query.Until is { } until) yield return ("until", until.UtcTicks);
        if (place is { } behind)
        {
            yield return ("at", behind.At);
            yield return ("event", behind.EventId);
        }
        yield return ("limit", (long)limit);
    }

    // What no index answers, asked before the row is made an anomaly.
    private sealed class RowFilter(AnomalyQuery query)
    {
        private readonly int level = query.Level is null ? 0 : AnomalyLevel.Rank(query.Level);
        private readonly string text = query.Text is null ? "" : AnomalyText.Bounded(query.Text, 4 * 200);

        public bool Takes(DbDataReader row, ref long searched)
        {
            if (query.Service is { } service && query.Fingerprint is not null && row.GetString(3) != service) return false;
            if (row.GetInt64(4) < level) return false;
            if (query.MinScore is { } score && row.GetDouble(5) < score) return false;
            if (!query.IncludeSuppressed && row.GetString(7).Length > 0) return false;
            if (text.Length == 0) return true;
            string message = row.GetString(12);
            searched += message.Length;
            return message.Contains(text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
