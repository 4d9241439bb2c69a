using Lad.FactStore.Storage;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Feedback;

/// <summary>The anomaly that a statement without a message was made of: by its message a model with other templates finds the fingerprint again.</summary>
internal sealed class StatementSample
{
    private const string Columns = "SELECT message AS Message, service AS Service, model AS Model, event_id AS EventId FROM";

    public string Message { get; set; } = "";

    public string Service { get; set; } = "";

    public string Model { get; set; } = "";

    public byte[] EventId { get; set; } = [];

    /// <summary>The draft with what the anomaly says and the draft does not: the event it names, or else the latest of the fingerprint, of the draft's service if there is one. The draft itself when there is none.</summary>
    public static async Task<FeedbackDraft> CompleteAsync(DatabaseSession session, FeedbackDraft draft)
    {
        if (draft.Message.Length > 0 || draft.Kind == FeedbackKind.Retraction) return draft;
        var parameters = new { Fingerprint = unchecked((long)draft.Fingerprint), Event = Convert.FromHexString(draft.EventId), Service = StoredText.Of(draft.Service) };
        StatementSample? sample = draft.EventId.Length == 0 ? null : await session.FirstAsync<StatementSample>($"{Columns} anomalies WHERE event_id = @Event AND fingerprint = @Fingerprint", parameters).ConfigureAwait(false);
        sample ??= await session.FirstAsync<StatementSample>(
            $"{Columns} anomaly_latest WHERE fingerprint = @Fingerprint ORDER BY CASE WHEN service = @Service THEN 0 ELSE 1 END, at DESC LIMIT 1", parameters).ConfigureAwait(false);
        return sample is null ? draft : draft with
        {
            Message = sample.Message,
            Service = draft.Service.Length > 0 ? draft.Service : NameOf(sample.Service),
            Model = draft.Model.Length > 0 ? draft.Model : NameOf(sample.Model),
            EventId = draft.EventId.Length > 0 ? draft.EventId : Convert.ToHexStringLower(sample.EventId),
        };
    }

    // Half a name is another's: one that no statement can hold is left out, and what is said holds without it.
    private static string NameOf(string name) => name.Length <= FeedbackStatement.MaxName ? name : "";
}
