namespace Lad.Pipeline.Limits;

/// <summary>At most so many anomalies alert in a window: the largest. The others are written as events that name the reason, and counted.</summary>
public sealed record AnomalyLimit
{
    /// <summary>Anomalies that may alert in a window, at least 1.</summary>
    public required int Count { get; init; }

    /// <summary>Length of the window, above 0. Windows follow one another; the first begins with the first anomaly that is seen.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>
    /// Batches that are held at most until their window ends, 1 to 4,096; default 64. At the bound the held batches are decided on early and go on; what alerted
    /// counts towards the window's number, so that there are never more, though a larger anomaly may then come too late.
    /// </summary>
    public int MaxHeldBatches { get; init; } = 64;

    /// <summary>Everything that is wrong with the limit.</summary>
    public IEnumerable<string> Validate()
    {
        if (Count < 1) yield return $"The anomaly limit's Count is {Count}: it must be at least 1.";
        if (Window <= TimeSpan.Zero || Window > TimeSpan.FromDays(1)) yield return $"The anomaly limit's Window is {Window}: it must be above 0, and at most 1 day.";
        if (MaxHeldBatches is < 1 or > 4096) yield return $"The anomaly limit's MaxHeldBatches is {MaxHeldBatches}: it must be 1 to 4096.";
    }
}
