using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Requests;
using Lad.FactStore.Storage;

namespace Lad.FactStore.Api.Anomalies;

/// <summary>What a listener that comes back has missed, as far as the archive has it, by event time: what came in late meanwhile is not among it.</summary>
/// <param name="Anomalies">What is kept since the event it saw last, the oldest first.</param>
/// <param name="HasGap">Whether there was more, or nobody knows: the event is not kept.</param>
internal sealed record CatchUp(IReadOnlyList<AnomalyRecord> Anomalies, bool HasGap)
{
    private const int Most = 500;

    /// <summary>The event that a listener who begins now stands behind; <see langword="null"/> when there is none.</summary>
    public static async Task<AnomalyRecord?> LatestAsync(AnomalyArchive archive, CancellationToken cancellation) =>
        (await archive.ListAsync(new AnomalyQuery { Limit = 1 }, cancellation).ConfigureAwait(false)).Items is [var latest, ..] ? latest : null;

    public static async Task<CatchUp> ReadAsync(AnomalyArchive archive, string lastEvent, CancellationToken cancellation)
    {
        if (EventText.Read(lastEvent) is not { } last) return new CatchUp([], HasGap: false);
        if (await archive.FindAsync(last, cancellation).ConfigureAwait(false) is not { } seen) return new CatchUp([], HasGap: true);
        Page<AnomalyRecord> page = await archive.ListAsync(new AnomalyQuery { Since = seen.At, Limit = Most }, cancellation).ConfigureAwait(false);
        AnomalyRecord[] later = [.. page.Items.TakeWhile(anomaly => anomaly.EventId != last)];
        bool hasGap = page.Next is not null && later.Length == page.Items.Count;
        Array.Reverse(later);
        return new CatchUp(later, hasGap);
    }
}
