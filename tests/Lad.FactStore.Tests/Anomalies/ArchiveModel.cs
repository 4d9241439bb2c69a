using Lad.FactStore.Anomalies;

namespace Lad.FactStore.Tests.Anomalies;

/// <summary>What an archive has to come to, as simply as it can be said.</summary>
internal sealed class ArchiveModel
{
    private static readonly string[] Levels = ["", "trace", "debug", "info", "warn", "error", "fatal"];
    private readonly Dictionary<GroupKey, List<AnomalyRecord>> history = [];
    private readonly Dictionary<(GroupKey, long), long> minutes = [];
    private readonly Dictionary<long, long> totals = [];
    private readonly Dictionary<(GroupKey, long), long> hours = [];

    public Dictionary<string, AnomalyRecord> Kept { get; } = [];

    public IEnumerable<AnomalyRecord> Latest => Kept.Values.OrderByDescending(anomaly => anomaly.At).ThenByDescending(anomaly => anomaly.EventId, StringComparer.Ordinal);

    public IEnumerable<GroupKey> Keys => history.Keys;

    public List<string> Add(IEnumerable<AnomalyRecord> batch)
    {
        List<string> added = [];
        foreach (AnomalyRecord anomaly in batch)
        {
            if (!Kept.TryAdd(anomaly.EventId, anomaly)) continue;
            added.Add(anomaly.EventId);
            GroupKey key = KeyOf(anomaly);
            if (!history.TryGetValue(key, out List<AnomalyRecord>? group)) history[key] = group = [];
            group.Add(anomaly);
            Count(minutes, (key, Minute(anomaly)));
            Count(totals, Minute(anomaly));
            Count(hours, (key, anomaly.At.UtcTicks / TimeSpan.TicksPerHour));
        }
        return added;
    }

    public long Retain(ArchiveRetention retention, DateTimeOffset now)
    {
        // Groups outlive their anomalies: ages count from what was seen last of any.
        if (history.Count == 0) return 0;
        DateTimeOffset seen = Groups(GroupOrder.LastSeen).Max(group => group.LastSeen);
        if (seen < now) now = seen;
        List<AnomalyRecord> gone = [.. Latest.Where((anomaly, place) => anomaly.At < now - retention.Age || place >= retention.MaxAnomalies)];
        foreach (AnomalyRecord anomaly in gone) Kept.Remove(anomaly.EventId);
        long oldest = Kept.Count == 0 ? long.MaxValue : Kept.Values.Min(Minute);
        Remove(minutes, rate => rate.Item2 < oldest);
        Remove(totals, minute => minute < (now - retention.Age).UtcTicks / TimeSpan.TicksPerMinute);
        Remove(hours, rate => rate.Item2 < (now - retention.Age).UtcTicks / TimeSpan.TicksPerHour);
        GroupKey[] kept = [.. Groups(GroupOrder.LastSeen).Where(group => group.LastSeen >= now - retention.GroupAge).Take((int)retention.MaxGroups).Select(group => group.Key)];
        Remove(history, key => !kept.Contains(key));
        return gone.Count;
    }

    public IEnumerable<AnomalyGroup> Groups(GroupOrder order) =>
        from entry in history
        let all = entry.Value
        let latest = all.MaxBy(anomaly => (anomaly.At, anomaly.EventId))!
        let @group = new AnomalyGroup
        {
            Key = entry.Key,
            Template = latest.Template,
            Level = Levels[all.Max(anomaly => Array.IndexOf(Levels, anomaly.Level))],
            FirstSeen = all.Min(anomaly => anomaly.At),
            LastSeen = latest.At,
            Count = all.Count,
            Suppressed = all.Count(anomaly => anomaly.Suppressed.Length > 0),
            LowestScore = all.Min(anomaly => anomaly.Score),
            HighestScore = all.Max(anomaly => anomaly.Score),
            Latest = latest,
        }
        orderby order switch { GroupOrder.Count => @group.Count, GroupOrder.Score => @group.HighestScore, GroupOrder.FirstSeen => @group.FirstSeen.UtcTicks, _ => (IComparable)@group.LastSeen.UtcTicks } descending,
            (long)@group.Key.Fingerprint descending, @group.Key.Service descending
        select @group;

    public IEnumerable<MinuteCount> Rates(GroupKey? key) => key is { } asked
        ? minutes.Where(rate => rate.Key.Item1 == asked).OrderBy(rate => rate.Key.Item2).Select(rate => Rate(rate.Key.Item2, rate.Value))
        : totals.OrderBy(rate => rate.Key).Select(rate => Rate(rate.Key, rate.Value));

    public long[] Sparkline(GroupKey key, TimeSpan unit, int intervals, DateTimeOffset now)
    {
        long last = now.UtcTicks / unit.Ticks;
        return [.. Enumerable.Range(0, intervals).Select(i => (unit == TimeSpan.FromHours(1) ? hours : minutes).GetValueOrDefault((key, last - intervals + 1 + i)))];
    }

    private static GroupKey KeyOf(AnomalyRecord anomaly) => new(anomaly.Fingerprint, anomaly.Service);

    private static long Minute(AnomalyRecord anomaly) => anomaly.At.UtcTicks / TimeSpan.TicksPerMinute;

    private static MinuteCount Rate(long minute, long count) => new(new DateTimeOffset(minute * TimeSpan.TicksPerMinute, TimeSpan.Zero), count);

    private static void Count<T>(Dictionary<T, long> counts, T key)
        where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;

    private static void Remove<TKey, TValue>(Dictionary<TKey, TValue> entries, Func<TKey, bool> goes)
        where TKey : notnull
    {
        foreach (TKey key in entries.Keys.Where(goes).ToArray()) entries.Remove(key);
    }
}
