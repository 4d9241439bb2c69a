using System.Text;
using Lad.Detection;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Requests;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Models;
using Lad.FactStore.Safety;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Models;

namespace Lad.FactStore.Api.Predecessor;

/// <summary>Makes a statement of what is reported by an event's id or by a message.</summary>
internal sealed class ReportTaker(FactStoreParts parts)
{
    /// <summary>What a report is about; <see langword="null"/> when neither the event is kept nor the message can be given to a template.</summary>
    public async Task<FeedbackDraft?> DraftAsync(ReportedFeedback report, CancellationToken cancellation)
    {
        FeedbackKind kind = report.IsAnomaly ? FeedbackKind.TruePositive : FeedbackKind.FalsePositive;
        string? id = EventText.Read(report.LadId);
        if (id is not null && await parts.Archive.FindAsync(id, cancellation).ConfigureAwait(false) is { } anomaly)
            return new FeedbackDraft { Fingerprint = anomaly.Fingerprint, Kind = kind, Message = anomaly.Message, Service = anomaly.Service, Model = anomaly.Model, EventId = anomaly.EventId };
        if (report.Message.Length == 0 || await DetectorAsync(cancellation).ConfigureAwait(false) is not { } detector) return null;
        ulong fingerprint = detector.Assess(Encoding.UTF8.GetBytes(report.Message), new DetectorScratch()).Fingerprint;
        return new FeedbackDraft { Fingerprint = fingerprint, Kind = kind, Message = report.Message, Model = $"{detector.Model.Metadata.Name}/{detector.Model.Metadata.Version}", EventId = id ?? "" };
    }

    /// <summary>Makes the statement, unless the same is in force already: who follows a link twice says nothing new.</summary>
    /// <returns>The statement in force.</returns>
    public async Task<FeedbackStatement> TakeAsync(FeedbackDraft draft, Actor actor, CancellationToken cancellation)
    {
        FeedbackState? state = await parts.Ledger.StateAsync(draft.Fingerprint, cancellation).ConfigureAwait(false);
        return state?.Judgement is { } judgement && judgement.Kind == draft.Kind ? judgement : (await parts.Ledger.AppendAsync(draft, actor, cancellation).ConfigureAwait(false)).Statement;
    }

    /// <summary>The predecessor had one model: the default one stands for it, or the only one.</summary>
    private async Task<Detector?> DetectorAsync(CancellationToken cancellation)
    {
        if (parts.Models is not { } catalogue) return null;
        IReadOnlyList<string> names = await catalogue.NamesAsync(cancellation).ConfigureAwait(false);
        string? name = names.Contains(ModelName.Default) ? ModelName.Default : names.Count == 1 ? names[0] : null;
        try
        {
            return name is null ? null : await catalogue.DetectorAsync(name, cancellation).ConfigureAwait(false);
        }
        catch (UnknownModelException)
        {
            return null;
        }
    }
}
