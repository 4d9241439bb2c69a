using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Api.Requests;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Api.Feedback;

/// <summary>Makes drafts of requests. What a statement may hold is the ledger's to say; here is only what has a form of its own.</summary>
internal static class Drafting
{
    public static async Task<FeedbackDraft> OfAsync(StatementRequest request, FactStoreParts parts, CancellationToken cancellation)
    {
        SortedDictionary<string, IReadOnlyList<string>> faults = new(StringComparer.Ordinal);
        FeedbackKind kind = default;
        if (request.Kind is null || !FeedbackKindText.TryParse(request.Kind, out kind)) faults["kind"] = [$"must be one of {string.Join(", ", FeedbackKindText.All)}"];
        ulong? fingerprint = FingerprintText.Read(request.Fingerprint);
        if (request.Fingerprint is not null && fingerprint is null) faults["fingerprint"] = [FingerprintText.Fault];
        string? id = EventText.Read(request.Event);
        if (request.Event is { Length: > 0 } && id is null) faults["event"] = [EventText.Fault];
        FeedbackSchedule? schedule = null;
        if (request.Schedule is { } hours && !FeedbackSchedule.TryParse(hours, out schedule, out string? fault)) faults["schedule"] = [fault];
        AnomalyRecord? anomaly = id is null ? null : await parts.Archive.FindAsync(id, cancellation).ConfigureAwait(false);
        if (request.Fingerprint is null && anomaly is null && !faults.ContainsKey("event"))
            faults[id is null ? "fingerprint" : "event"] = [id is null ? "is missing: name a fingerprint, or an event" : "is not kept (any more): name the fingerprint"];
        if (faults.Count > 0) throw new ProblemException(422, "The statement cannot be made as it is.", faults);
        // Of another template's event nothing is taken over.
        if (anomaly is not null && fingerprint is { } named && named != anomaly.Fingerprint) throw ProblemException.Refused("event", $"The event has the fingerprint {FingerprintText.Write(anomaly.Fingerprint)}: leave one of the two out.");
        bool describes = kind != FeedbackKind.Retraction;
        return new FeedbackDraft
        {
            Fingerprint = fingerprint ?? anomaly!.Fingerprint,
            Kind = kind,
            Message = request.Message ?? (describes ? anomaly?.Message : null) ?? "",
            Service = request.Service ?? (describes ? anomaly?.Service : null) ?? "",
            Model = request.Model ?? (describes ? anomaly?.Model : null) ?? "",
            EventId = id ?? "",
            Reason = request.Reason ?? "",
            Until = request.Until,
            Schedule = schedule,
            Retracts = request.Retracts,
        };
    }
}
