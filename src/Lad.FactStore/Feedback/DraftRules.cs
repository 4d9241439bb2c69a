using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Feedback;

/// <summary>What a draft must keep to before the database is asked.</summary>
internal static class DraftRules
{
    /// <summary>Characters of a request's name, at most.</summary>
    public const int MaxRequest = 64;

    /// <summary>Years that a snooze lasts, at most; for longer there are schedules and false positives.</summary>
    public const int MostYears = 10;

    /// <exception cref="FeedbackRefusedException">The draft makes no sense.</exception>
    public static void Check(FeedbackDraft draft, string author, DateTimeOffset now)
    {
        Must(Enum.IsDefined(draft.Kind), "kind", $"The kind {(int)draft.Kind} is not known.");
        Must(author.Length is > 0 and <= FeedbackStatement.MaxAuthor, "author", $"The author's name has {author.Length} characters: it must have 1 to {FeedbackStatement.MaxAuthor}.");
        Must(draft.Reason.Length <= FeedbackStatement.MaxReason, "reason", $"The reason has {draft.Reason.Length} characters: it may have {FeedbackStatement.MaxReason}.");
        Must(draft.Service.Length <= FeedbackStatement.MaxName, "service", $"The service's name has {draft.Service.Length} characters: it may have {FeedbackStatement.MaxName}.");
        Must(draft.Model.Length <= FeedbackStatement.MaxName, "model", $"The model's name and version have {draft.Model.Length} characters: they may have {FeedbackStatement.MaxName}.");
        Must(draft.EventId.Length == 0 || (draft.EventId.Length == 32 && draft.EventId.All(char.IsAsciiHexDigit)), "eventId", "The event's identity must be 32 hexadecimal digits.");
        Must(draft.RequestId.Length <= MaxRequest, "requestId", $"The request's name has {draft.RequestId.Length} characters: it may have {MaxRequest}.");
        CheckUntil(draft, now);
        Must(draft.Schedule is null != (draft.Kind == FeedbackKind.Schedule), "schedule", draft.Kind == FeedbackKind.Schedule ? "A schedule must say at which hours, as in 'daily 02:00-04:30 Europe/Berlin'." : "Only a schedule has hours.");
        Must(draft.Retracts is null || draft.Kind == FeedbackKind.Retraction, "retracts", "Only a retraction names the statement that it retracts.");
    }

    private static void CheckUntil(FeedbackDraft draft, DateTimeOffset now)
    {
        if (draft.Kind != FeedbackKind.Snooze)
        {
            Must(draft.Until is null, "until", "Only a snooze says until when.");
            return;
        }

        if (draft.Until is not { } until) throw new FeedbackRefusedException("until", "A snooze must say until when.");
        Must(until > now, "until", $"The snooze would end at {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, which has passed (it is {now.UtcDateTime:yyyy-MM-dd HH:mm:ss}).");
        Must(until <= now.AddYears(MostYears), "until", $"The snooze would last longer than {MostYears} years: say that it is a false positive instead.");
    }

    private static void Must(bool holds, string field, string otherwise)
    {
        if (!holds) throw new FeedbackRefusedException(field, otherwise);
    }
}
