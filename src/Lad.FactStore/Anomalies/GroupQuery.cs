namespace Lad.FactStore.Anomalies;

/// <summary>Which groups are listed.</summary>
public sealed record GroupQuery
{
    /// <summary>Of this service only; <see langword="null"/>: of all.</summary>
    public string? Service { get; init; }

    /// <summary>Of at least this level.</summary>
    public string? Level { get; init; }

    /// <summary>By what people said of them.</summary>
    public GroupStatus Status { get; init; } = GroupStatus.Open;

    /// <summary>Whose template or latest message holds this text, whatever the case; at most 200 characters.</summary>
    public string? Text { get; init; }

    /// <summary>Last seen at or after this time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The order.</summary>
    public GroupOrder Order { get; init; } = GroupOrder.LastSeen;

    /// <summary>Where the page begins: the page before says.</summary>
    public string? After { get; init; }

    /// <summary>Groups of a page, 1 to 500.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>How long the sparklines reach back; zero: none are made.</summary>
    public TimeSpan Sparkline { get; init; }

    /// <summary>Intervals of a sparkline, 1 to 120.</summary>
    public int SparklineIntervals { get; init; } = 24;
}

/// <summary>What people said of a group.</summary>
public enum GroupStatus
{
    /// <summary>Those that alert now: no false positive, not snoozed; those on a schedule too.</summary>
    Open,

    /// <summary>False positives, and those that are snoozed now.</summary>
    Silenced,

    /// <summary>True positives.</summary>
    Confirmed,

    /// <summary>All.</summary>
    All,
}

/// <summary>The order of groups, the largest first; of equals by fingerprint and service.</summary>
public enum GroupOrder
{
    /// <summary>Time of the last anomaly.</summary>
    LastSeen,

    /// <summary>Time of the first anomaly: what is new.</summary>
    FirstSeen,

    /// <summary>Number of anomalies.</summary>
    Count,

    /// <summary>Largest score.</summary>
    Score,
}
