using System.Runtime.InteropServices;

namespace Lad.FactStore.Anomalies.Archiving;

/// <summary>What new anomalies come to, so that each group, minute and unit is written once for all of a batch.</summary>
internal sealed class BatchSums
{
    public Dictionary<GroupKey, GroupSum> Groups { get; } = [];

    public Dictionary<(GroupKey Group, long Minute), long> Minutes { get; } = [];

    public Dictionary<(GroupKey Group, long Hour), long> Hours { get; } = [];

    public Dictionary<long, long> Totals { get; } = [];

    public Dictionary<(string Model, long Hour, int Row, int Column), UnitSum> Units { get; } = [];

    /// <summary>Counts an anomaly.</summary>
    public void Add(AnomalyRecord anomaly)
    {
        var key = new GroupKey(anomaly.Fingerprint, AnomalyColumns.Service(anomaly));
        long minute = anomaly.At.UtcTicks / TimeSpan.TicksPerMinute;
        long hour = anomaly.At.UtcTicks / TimeSpan.TicksPerHour;
        ref GroupSum? group = ref CollectionsMarshal.GetValueRefOrAddDefault(Groups, key, out bool exists);
        if (!exists) group = new GroupSum(key, anomaly);
        group!.Add(anomaly);
        CollectionsMarshal.GetValueRefOrAddDefault(Minutes, (key, minute), out _)++;
        CollectionsMarshal.GetValueRefOrAddDefault(Hours, (key, hour), out _)++;
        CollectionsMarshal.GetValueRefOrAddDefault(Totals, minute, out _)++;
        if (anomaly.MapRow < 0) return;
        ref UnitSum unit = ref CollectionsMarshal.GetValueRefOrAddDefault(Units, (AnomalyColumns.Model(anomaly), hour, anomaly.MapRow, anomaly.MapColumn), out _);
        unit = new UnitSum(unit.Count + 1, GroupSum.Later(unit.Latest, anomaly));
    }
}

/// <summary>New anomalies of a unit of a map in an hour.</summary>
internal readonly record struct UnitSum(long Count, AnomalyRecord? Latest);

/// <summary>New anomalies of a group.</summary>
internal sealed class GroupSum(GroupKey key, AnomalyRecord first)
{
    public GroupKey Key { get; } = key;

    public AnomalyRecord Latest { get; private set; } = first;

    public int Level { get; private set; }

    public long First { get; private set; } = long.MaxValue;

    public long Count { get; private set; }

    public long Suppressed { get; private set; }

    public double Lowest { get; private set; } = double.MaxValue;

    public double Highest { get; private set; } = double.MinValue;

    public void Add(AnomalyRecord anomaly)
    {
        Latest = Later(Latest, anomaly);
        Level = Math.Max(Level, AnomalyLevel.Rank(anomaly.Level));
        First = Math.Min(First, anomaly.At.UtcTicks);
        Count++;
        if (anomaly.Suppressed.Length > 0) Suppressed++;
        Lowest = Math.Min(Lowest, anomaly.Score);
        Highest = Math.Max(Highest, anomaly.Score);
    }

    /// <summary>The later of two; of two at one time that with the larger id, so that the order of arrival does not matter.</summary>
    public static AnomalyRecord Later(AnomalyRecord? one, AnomalyRecord other)
    {
        if (one is null) return other;
        int order = one.At.UtcTicks.CompareTo(other.At.UtcTicks);
        if (order == 0) order = string.CompareOrdinal(one.EventId, other.EventId);
        return order < 0 ? other : one;
    }
}
