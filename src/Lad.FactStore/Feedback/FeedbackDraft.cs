using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Feedback;

/// <summary>A statement that is to be made: what its author says; number, author and time are the store's to give. Bounds are those of <see cref="FeedbackStatement"/>.</summary>
public sealed record FeedbackDraft
{
    /// <summary>What it is about.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>What is said.</summary>
    public required FeedbackKind Kind { get; init; }

    /// <summary>The message it is said of; when empty, a sample that the store has of the fingerprint.</summary>
    public string Message { get; init; } = "";

    /// <summary>The service whose message it is.</summary>
    public string Service { get; init; } = "";

    /// <summary>Name and version of the model that found the anomaly.</summary>
    public string Model { get; init; } = "";

    /// <summary>The event it is said of.</summary>
    public string EventId { get; init; } = "";

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Of a snooze.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Of a schedule.</summary>
    public FeedbackSchedule? Schedule { get; init; }

    /// <summary>Of a retraction: the statement's number; <see langword="null"/>: all of the fingerprint.</summary>
    public long? Retracts { get; init; }

    /// <summary>What the caller calls its request, at most 64 characters: a statement that is asked for again under the same name is made once. Empty: none.</summary>
    public string RequestId { get; init; } = "";
}
