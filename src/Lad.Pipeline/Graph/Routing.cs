using System.Text;
using Lad.Detection;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Models;

namespace Lad.Pipeline.Graph;

/// <summary>Finds each record's detector by the name of its service, and brings the records of one detector after the other up. Allocates nothing.</summary>
internal static class Routing
{
    /// <summary>Chooses the detectors of the pending records.</summary>
    /// <returns>Whether there are several; otherwise <see cref="RecordBatch.Detector"/> is that of all.</returns>
    /// <exception cref="NoModelException">A record has none.</exception>
    public static bool Choose(RecordBatch batch, ModelSet models)
    {
        if (models.Services == 0)
        {
            batch.Detector = models.Default ?? throw new NoModelException();
            return false;
        }
        Detector?[] routes = batch.Routes();
        Detector? first = null, latest = null;
        ReadOnlySpan<byte> latestService = default;
        bool several = false;
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch.Outcomes[i] != RecordOutcome.Pending) continue;
            ReadOnlySpan<byte> service = batch.Service(i);
            // Neighbours mostly come from the same service.
            if (latest is null || !service.SequenceEqual(latestService))
            {
                latest = models.Find(service) ?? throw new NoModelException(Encoding.UTF8.GetString(service));
                latestService = service;
                several |= latest != (first ??= latest);
            }
            routes[i] = latest;
        }
        batch.Detector = first ?? models.Default;
        if (several) batch.Route();
        return several;
    }

    /// <summary>Has all pending records wait for their turn.</summary>
    public static void Hold(RecordBatch batch)
    {
        foreach (ref RecordOutcome outcome in batch.Outcomes.AsSpan(0, batch.Count))
            if (outcome == RecordOutcome.Pending) outcome = RecordOutcome.Waiting;
    }

    /// <summary>Brings up the waiting records that have the detector of record <paramref name="first"/>, the first that waits.</summary>
    /// <returns>How many there are.</returns>
    public static int BringUp(RecordBatch batch, int first)
    {
        Detector detector = batch.DetectorOf(first)!;
        batch.Detector = detector;
        batch.Vectors.Clear();
        int records = 0;
        for (int i = first; i < batch.Count; i++)
        {
            if (batch.Outcomes[i] != RecordOutcome.Waiting || batch.DetectorOf(i) != detector) continue;
            batch.Outcomes[i] = RecordOutcome.Pending;
            records++;
        }
        return records;
    }
}
