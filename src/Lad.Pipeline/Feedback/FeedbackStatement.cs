using System.Text;

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

    /// <summary>Characters of a service's or a model's name, at most.</summary>
    public const int MaxName = 256;

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

    /// <summary>The beginning of a message that fits into a statement; the message itself when it does.</summary>
    public static string CutMessage(string message)
    {
        if (Encoding.UTF8.GetByteCount(message) <= MaxMessage) return message;
        int bytes = 0, length = 0;
        foreach (Rune rune in message.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > MaxMessage) break;
            bytes += rune.Utf8SequenceLength;
            length += rune.Utf16SequenceLength;
        }
        return message[..length];
    }

    /// <summary>Everything that is wrong with the statement, as sentences; empty when nothing is.</summary>
    public IEnumerable<string> Validate()
    {
        if (Sequence < 1) yield return $"The number is {Sequence}: it must be at least 1.";
        if (!Enum.IsDefined(Kind)) yield return $"The kind {(int)Kind} is not known.";
        if (Author.Length is 0 or > MaxAuthor) yield return $"The author's name has {Author.Length} characters: it must have 1 to {MaxAuthor}.";
        if (Reason.Length > MaxReason) yield return $"The reason has {Reason.Length} characters: it may have {MaxReason}.";
        if (Encoding.UTF8.GetByteCount(Message) > MaxMessage) yield return $"The message has {Encoding.UTF8.GetByteCount(Message)} bytes: it may have {MaxMessage}.";
        if (Service.Length > MaxName) yield return $"The service's name has {Service.Length} characters: it may have {MaxName}.";
        if (Model.Length > MaxName) yield return $"The model's name and version have {Model.Length} characters: they may have {MaxName}.";
        if (EventId.Length > 0 && (EventId.Length != 32 || !EventId.All(char.IsAsciiHexDigit))) yield return "The event's identity must be 32 hexadecimal digits.";
        if (Until is null == (Kind == FeedbackKind.Snooze)) yield return Kind == FeedbackKind.Snooze ? "A snooze must say until when." : "Only a snooze says until when.";
        if (Schedule is null == (Kind == FeedbackKind.Schedule)) yield return Kind == FeedbackKind.Schedule ? "A schedule must say at which hours." : "Only a schedule has hours.";
        if (Retracts is not null && Kind != FeedbackKind.Retraction) yield return "Only a retraction names the statement that it retracts.";
        if (Retracts is { } number && (number < 1 || number >= Sequence)) yield return $"Statement {Sequence} retracts {number}: that must be an earlier one.";
    }
}
