namespace Lad.Pipeline.Feedback;

/// <summary>One statement of a person about a fingerprint. Statements are never changed or removed; a later one, or a retraction, takes an earlier one out of force.</summary>
public sealed record FeedbackStatement
{
    /// <summary>Characters of an author's name, at most.</summary>
    public const int MaxAuthor = 128;

    /// <summary>Characters of a reason, at most.</summary>
    public const int MaxReason = 2_000;

    /// <summary>Bytes of a message, as UTF-8, at most; of a longer one the beginning is kept.</summary>
    public const int MaxMessage = 16 << 10;

    /// <summary>The statement's number in its store: 1, 2, 3 ... without gaps, in the order in which statements were made. Its identity.</summary>
    public required long Sequence { get; init; }

    /// <summary>What it is about: the identity of a template.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>What is said.</summary>
    public required FeedbackKind Kind { get; init; }

    /// <summary>The message it was said of, by which a model with other templates finds the fingerprint again; empty of a retraction.</summary>
    public string Message { get; init; } = "";

    /// <summary>The service whose message it was; empty when it named none. The statement holds for all services.</summary>
    public string Service { get; init; } = "";

    /// <summary>Name and version of the model that found the anomaly, as <c>default/20261121T101500Z-9f2c1a00</c>; empty when not known.</summary>
    public string Model { get; init; } = "";

    /// <summary>Identity of the event it was said of, 32 hexadecimal digits; empty when not known.</summary>
    public string EventId { get; init; } = "";

    /// <summary>Who said it.</summary>
    public required string Author { get; init; }

    /// <summary>When, by the store's clock, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why, in the author's words; may be empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Of a snooze: events before this time do not alert.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Of a schedule: the hours at which events do not alert.</summary>
    public FeedbackSchedule? Schedule { get; init; }

    /// <summary>Of a retraction: the statement that no longer holds; <see langword="null"/>: none of the fingerprint's earlier ones does.</summary>
    public long? Retracts { get; init; }
}
