using Lad.FactStore.Status;

namespace Lad.FactStore.Anomalies.Ingesting;

/// <summary>Adds anomalies, however long the database is away: whoever waits for it is held back meanwhile. Says so once, and again when the database is back.</summary>
/// <param name="archive">Where they go.</param>
/// <param name="tail">Is given what was new.</param>
/// <param name="status">Counts, and shows how it is.</param>
/// <param name="clock">The clock of pauses.</param>
/// <param name="tell">Is told when the database goes away and when it is back.</param>
/// <param name="source">What an operator calls that which is held back.</param>
internal sealed class PatientAdding(AnomalyArchive archive, LiveTail tail, PipelineStatus status, TimeProvider clock, Action<string> tell, string source)
{
    /// <summary>The name under which the condition is said.</summary>
    public const string Part = "ingest";

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Adds anomalies; returns when they are stored.</summary>
    /// <param name="anomalies">The anomalies.</param>
    /// <param name="stopping">No more patience: an attempt that is under way may end, and there is no other.</param>
    /// <param name="cancellation">Gives up at once.</param>
    public async Task AddAsync(IReadOnlyList<AnomalyRecord> anomalies, CancellationToken stopping, CancellationToken cancellation)
    {
        if (anomalies.Count == 0) return;
        bool isAway = false;
        for (TimeSpan pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                Count(anomalies, await archive.AddAsync(anomalies, cancellation).ConfigureAwait(false));
                if (isAway) tell($"{source}: the database takes anomalies again");
                if (isAway) status.Say(Part, true, $"stores what comes from {source}");
                return;
            }
            catch (FactStoreException away)
            {
                if (!isAway) tell($"{source}: held back, since the database takes no anomalies: {away.Message} Nothing is lost; it is tried again.");
                isAway = true;
                status.Say(Part, false, $"{source} is held back: {away.Message}");
            }
            await Task.Delay(pause, clock, stopping).ConfigureAwait(false);
        }
    }

    private void Count(IReadOnlyList<AnomalyRecord> anomalies, IReadOnlyList<AnomalyRecord> added)
    {
        status.Store(added.Count, anomalies.Count - added.Count, added.Count == 0 ? null : added.Max(anomaly => anomaly.At));
        if (added.Count > 0) tail.Publish(added);
    }
}
