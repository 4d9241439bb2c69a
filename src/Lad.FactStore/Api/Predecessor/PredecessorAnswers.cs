using System.Text.Json.Serialization;

namespace Lad.FactStore.Api.Predecessor;

/// <summary>The judgements in force.</summary>
/// <param name="Feedback">The judgements, in the order in which they were made.</param>
public sealed record MetadataAnswer(IReadOnlyList<ReportAnswer> Feedback);

/// <summary>The messages that are no anomalies.</summary>
/// <param name="Feedback">The messages, each once.</param>
public sealed record FalsePositiveAnswer(IReadOnlyList<string> Feedback);

/// <summary>A judgement.</summary>
public sealed record ReportAnswer
{
    /// <summary>Its number.</summary>
    [JsonPropertyName("id")]
    public required long Id { get; init; }

    /// <summary>The event it was given on, in the groups of a UUID; empty when it was given on none.</summary>
    [JsonPropertyName("predict_id")]
    public required string PredictId { get; init; }

    /// <summary>The message.</summary>
    [JsonPropertyName("message")]
    public required string Message { get; init; }

    /// <summary>Whether it is an anomaly indeed.</summary>
    [JsonPropertyName("reported_anomaly_status")]
    public required bool ReportedAnomalyStatus { get; init; }

    /// <summary>When, as HTTP writes dates.</summary>
    [JsonPropertyName("created_date")]
    public required string CreatedDate { get; init; }

    /// <summary>The service; the predecessor had one for each customer.</summary>
    [JsonPropertyName("customer_id")]
    public required string CustomerId { get; init; }
}

/// <summary>What became of feedback.</summary>
public sealed record OutcomeAnswer
{
    /// <summary><c>success</c> or <c>failure</c>.</summary>
    [JsonPropertyName("feedback_service")]
    public required string FeedbackService { get; init; }

    /// <summary>Why not; absent after a success.</summary>
    [JsonPropertyName("error_msg")]
    public string? ErrorMessage { get; init; }
}
