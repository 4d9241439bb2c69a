using Lad.FactStore.Status;

namespace Lad.FactStore.Api.Status;

/// <summary>What came in: received = stored + duplicates + passed over + refused + what is under way.</summary>
/// <param name="PerSecond">New anomalies a second, over the last minute.</param>
/// <param name="LastStored">When one was last stored.</param>
/// <param name="LatestAnomaly">The latest event time of those that were stored.</param>
/// <param name="Received">Records.</param>
/// <param name="Stored">Anomalies that were new.</param>
/// <param name="Duplicates">Anomalies that were there already.</param>
/// <param name="PassedOver">Verdicts that are no anomalies.</param>
/// <param name="Refused">Records that could not be read.</param>
/// <param name="LeftOut">Anomalies that came faster than the database took them.</param>
public sealed record IngestAnswer(double PerSecond, DateTimeOffset? LastStored, DateTimeOffset? LatestAnomaly, long Received, long Stored, long Duplicates, long PassedOver, long Refused, long LeftOut)
{
    internal static IngestAnswer Of(PipelineSnapshot snapshot) =>
        new(Math.Round(snapshot.IngestRate, 3), snapshot.LastStored, snapshot.LatestAnomaly, snapshot.Received, snapshot.Stored, snapshot.Duplicates, snapshot.PassedOver, snapshot.Refused, snapshot.LeftOut);
}
