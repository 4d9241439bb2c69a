using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Lad.FactStore.Anomalies;

/// <summary>Gives what comes in to whoever looks on. One who is too slow misses some and is told how many; nobody waits for them.</summary>
public sealed class LiveTail
{
    /// <summary>Anomalies that wait for one who looks on, at most; of more the oldest are missed.</summary>
    public const int Kept = 256;

    private readonly Lock gate = new();
    private ImmutableArray<ChannelWriter<(AnomalyRecord Anomaly, long Number)>> watchers = [];
    private long published;

    /// <summary>How many look on.</summary>
    public int Watchers
    {
        get
        {
            lock (gate) return watchers.Length;
        }
    }

    /// <summary>New anomalies.</summary>
    public void Publish(IReadOnlyList<AnomalyRecord> anomalies)
    {
        lock (gate)
        {
            // Of a large batch nobody keeps more than its end.
            int first = Math.Max(0, anomalies.Count - Kept);
            for (int i = first; i < anomalies.Count; i++)
                foreach (ChannelWriter<(AnomalyRecord, long)> watcher in watchers) watcher.TryWrite((anomalies[i], published + i));
            published += anomalies.Count;
        }
    }

    /// <summary>Looks on until cancelled. The number is how many were missed before the anomaly.</summary>
    public async IAsyncEnumerable<(AnomalyRecord Anomaly, long Missed)> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var waiting = Channel.CreateBounded<(AnomalyRecord Anomaly, long Number)>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        long next;
        lock (gate)
        {
            watchers = watchers.Add(waiting.Writer);
            next = published;
        }
        try
        {
            while (await WaitAsync(waiting.Reader, cancellation).ConfigureAwait(false))
            {
                while (!cancellation.IsCancellationRequested && waiting.Reader.TryRead(out (AnomalyRecord Anomaly, long Number) item))
                {
                    yield return (item.Anomaly, item.Number - next);
                    next = item.Number + 1;
                }
            }
        }
        finally
        {
            lock (gate) watchers = watchers.Remove(waiting.Writer);
        }
    }

    private static async ValueTask<bool> WaitAsync(ChannelReader<(AnomalyRecord Anomaly, long Number)> reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.WaitToReadAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
