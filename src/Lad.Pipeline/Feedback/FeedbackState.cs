namespace Lad.Pipeline.Feedback;

/// <summary>
/// What is in force for a fingerprint: at most one statement of each sort, the latest of its sort that was not retracted. A retraction therefore brings back what was in force before the statement it retracts.
/// </summary>
public sealed record FeedbackState
{
    /// <summary>What it is about.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>The latest statement about the fingerprint, in force or not.</summary>
    public required long Sequence { get; init; }

    /// <summary>Whether it is an anomaly: the statement <see cref="FeedbackKind.FalsePositive"/> or <see cref="FeedbackKind.TruePositive"/> in force.</summary>
    public FeedbackStatement? Judgement { get; init; }

    /// <summary>The snooze in force; it may have passed.</summary>
    public FeedbackStatement? Snooze { get; init; }

    /// <summary>The schedule in force.</summary>
    public FeedbackStatement? Schedule { get; init; }

    /// <summary>Whether nothing is in force.</summary>
    public bool IsEmpty => Judgement is null && Snooze is null && Schedule is null;

    /// <summary>What all statements about one fingerprint come to.</summary>
    /// <param name="history">All of them, in their order; at least one.</param>
    public static FeedbackState Of(IReadOnlyList<FeedbackStatement> history) => throw new NotImplementedException();
}
