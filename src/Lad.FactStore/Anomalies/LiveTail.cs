namespace Lad.FactStore.Anomalies;

/// <summary>Gives what comes in to whoever looks on. One who is too slow misses some and is told how many; nobody waits for them.</summary>
public sealed class LiveTail
{
    /// <summary>New anomalies.</summary>
    public void Publish(IReadOnlyList<AnomalyRecord> anomalies) => throw new NotImplementedException();

    /// <summary>Looks on until cancelled. The number is how many were missed before the anomaly.</summary>
    public IAsyncEnumerable<(AnomalyRecord Anomaly, long Missed)> WatchAsync(CancellationToken cancellation) => throw new NotImplementedException();
}
