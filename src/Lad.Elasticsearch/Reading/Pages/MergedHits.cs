namespace Lad.Elasticsearch.Reading.Pages;

/// <summary>Hits of several slices in the order of their times; of equal ones those of the first slice first.</summary>
internal sealed class MergedHits(IReadOnlyList<HitStream> streams)
{
    /// <summary>The stream of the hit whose turn it is; <see langword="null"/> when one of them has to be waited for, or all have ended.</summary>
    public HitStream? Next()
    {
        HitStream? first = null;
        for (int i = 0; i < streams.Count; i++)
        {
            HitStream stream = streams[i];
            if (stream.IsEnded) continue;
            if (!stream.IsReady) return null;
            if (first is null || stream.Time < first.Time) first = stream;
        }
        return first;
    }

    /// <summary>Waits until <see cref="Next"/> has one.</summary>
    /// <returns><see langword="false"/> when all have ended.</returns>
    /// <exception cref="SnapshotLostException">The snapshot is gone.</exception>
    public async ValueTask<bool> EnsureAsync()
    {
        if (streams.Count == 1) await streams[0].EnsureAsync().ConfigureAwait(false);
        else await Task.WhenAll(streams.Select(stream => stream.EnsureAsync().AsTask())).ConfigureAwait(false);
        return streams.Any(stream => !stream.IsEnded);
    }
}
