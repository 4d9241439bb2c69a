namespace Lad.FactStore.Api.Predecessor;

/// <summary>Feedback as the predecessor's clients and links give it.</summary>
/// <param name="LadId">The event's id, as <c>predict_id</c> names it.</param>
/// <param name="IsAnomaly">Whether it is one indeed.</param>
/// <param name="Message">The message; may be empty.</param>
public sealed record ReportedFeedback(string LadId, bool IsAnomaly, string Message)
{
    /// <summary>Characters of an id, at most; as before.</summary>
    public const int MaxId = 255;

    /// <summary>Makes it of the three members; says what is wrong with them.</summary>
    public static ReportedFeedback? Of(string? id, string? isAnomaly, string? message, out string? fault)
    {
        bool? anomaly = isAnomaly?.ToUpperInvariant() switch { "TRUE" => true, "FALSE" => false, _ => null };
        fault = id is not { Length: > 0 } ? "lad_id is missing: the predict_id of the anomaly"
            : id.Length > MaxId ? $"lad_id has more than {MaxId} characters"
            : anomaly is null ? "is_anomaly must be True or False"
            : null;
        return fault is null ? new ReportedFeedback(id!, anomaly!.Value, message ?? "") : null;
    }
}
