using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Requests;
using Lad.FactStore.Storage;

namespace Lad.FactStore.Api.Anomalies;

/// <summary>Gives a listener that comes back what the archive has since the event it saw last, by event time: what came in late meanwhile is not among it.</summary>
internal static class CatchUp
{
    private const int Most = 500;

    /// <summary>Writes it, the oldest first.</summary>
    /// <returns>The events that were written.</returns>
    public static async Task<HashSet<string>> WriteAsync(EventWriter events, AnomalyArchive archive, string lastEvent, CancellationToken cancellation)
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        if (EventText.Read(lastEvent) is not { } last) return known;
        if (await archive.FindAsync(last, cancellation).ConfigureAwait(false) is not { } seen)
        {
            await events.MissedAsync(null, cancellation).ConfigureAwait(false);
            return known;
        }

        Page<AnomalyRecord> page = await archive.ListAsync(new AnomalyQuery { Since = seen.At, Limit = Most }, cancellation).ConfigureAwait(false);
        AnomalyRecord[] later = [.. page.Items.TakeWhile(anomaly => anomaly.EventId != last)];
        if (page.Next is not null && later.Length == page.Items.Count) await events.MissedAsync(null, cancellation).ConfigureAwait(false);
        for (int i = later.Length - 1; i >= 0; i--)
        {
            known.Add(later[i].EventId);
            await events.AnomalyAsync(later[i], cancellation).ConfigureAwait(false);
        }

        return known;
    }
}
