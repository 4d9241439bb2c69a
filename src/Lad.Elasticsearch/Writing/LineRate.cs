namespace Lad.Elasticsearch.Writing;

/// <summary>Lets one line through a minute. Safe for several threads.</summary>
internal sealed class LineRate(TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly Lock sync = new();
    private long? latest;

    /// <summary>Whether a line may be said now.</summary>
    public bool IsDue()
    {
        lock (sync)
        {
            if (latest is { } before && clock.GetElapsedTime(before) < Interval) return false;
            latest = clock.GetTimestamp();
            return true;
        }
    }
}
