namespace Lad.FactStore.Api.Feedback;

/// <summary>A statement to be made. It is about the fingerprint, or about that of the event, whose message, service and model it then takes over.</summary>
public sealed record StatementRequest
{
    /// <summary>What it is about, 16 hexadecimal digits.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The event that it is said of, 32 hexadecimal digits.</summary>
    public string? Event { get; init; }

    /// <summary>What is said: <c>false-positive</c>, <c>true-positive</c>, <c>snooze</c>, <c>schedule</c> or <c>retraction</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The message that it is said of; left out, a sample that the store has.</summary>
    public string? Message { get; init; }

    /// <summary>The service whose message it is.</summary>
    public string? Service { get; init; }

    /// <summary>The model that found the anomaly, name and version.</summary>
    public string? Model { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Of a snooze: events before this time do not alert.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Of a schedule: the hours, such as <c>daily 02:00-04:30 Europe/Berlin</c>.</summary>
    public string? Schedule { get; init; }

    /// <summary>Of a retraction: the statement's number; left out, all of the fingerprint's.</summary>
    public long? Retracts { get; init; }
}

/// <summary>Why a statement is retracted.</summary>
/// <param name="Reason">Why; may be left out.</param>
public sealed record RetractionRequest(string? Reason = null);
