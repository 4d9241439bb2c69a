using Lad.Pipeline.Limits;

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
    public static FeedbackState Of(IReadOnlyList<FeedbackStatement> history)
    {
        ArgumentOutOfRangeException.ThrowIfZero(history.Count, nameof(history));
        var state = new FeedbackState { Fingerprint = history[^1].Fingerprint, Sequence = history[^1].Sequence };
        HashSet<long> retracted = [];
        // From the latest on: whatever a retraction takes away lies before it.
        for (int i = history.Count - 1; i >= 0; i--)
        {
            FeedbackStatement statement = history[i];
            if (statement.Kind == FeedbackKind.Retraction)
            {
                if (statement.Retracts is not { } number) break;
                retracted.Add(number);
            }
            else if (!retracted.Contains(statement.Sequence))
            {
                state = state.WithEarlier(statement);
            }
        }
        return state;
    }

    /// <summary>Why an anomaly with this fingerprint does not alert at a time, and by which statement.</summary>
    /// <param name="ticks">Event time, UTC ticks.</param>
    /// <param name="statement">Number of the statement; 0 when it does alert.</param>
    public Suppression SuppressionAt(long ticks, out long statement)
    {
        (Suppression reason, FeedbackStatement? by) =
            Judgement is { Kind: FeedbackKind.FalsePositive } ? (Suppression.FalsePositive, Judgement)
            : Snooze is { Until: { } until } && ticks < until.UtcTicks ? (Suppression.Snooze, Snooze)
            : Schedule is { Schedule: { } hours } && hours.Covers(ticks) ? (Suppression.Schedule, Schedule)
            : (Suppression.None, null);
        statement = by?.Sequence ?? 0;
        return reason;
    }

    private FeedbackState WithEarlier(FeedbackStatement statement) => statement.Kind switch
    {
        FeedbackKind.FalsePositive or FeedbackKind.TruePositive => Judgement is null ? this with { Judgement = statement } : this,
        FeedbackKind.Snooze => Snooze is null ? this with { Snooze = statement } : this,
        FeedbackKind.Schedule => Schedule is null ? this with { Schedule = statement } : this,
        _ => this,
    };
}
