using Lad.Pipeline.Feedback;

namespace Lad.Pipeline.Tests.Feedback;

/// <summary>Statements for tests.</summary>
internal static class Statements
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static FeedbackStatement Of(long sequence, FeedbackKind kind, ulong fingerprint = 0x9f2c, string message = "disk full") => new()
    {
        Sequence = sequence,
        Fingerprint = fingerprint,
        Kind = kind,
        Message = kind == FeedbackKind.Retraction ? "" : message,
        Author = "ann",
        At = Noon,
        Until = kind == FeedbackKind.Snooze ? Noon.AddHours(1) : null,
        Schedule = kind == FeedbackKind.Schedule ? FeedbackSchedule.Parse("daily 02:00-04:30 UTC") : null,
    };

    public static FeedbackStatement Retraction(long sequence, long? of, ulong fingerprint = 0x9f2c) => Of(sequence, FeedbackKind.Retraction, fingerprint) with { Retracts = of };

    public static FeedbackEntry Entry(params FeedbackStatement[] history) => new(history[^1], FeedbackState.Of(history));

    public static FeedbackSet Set(params FeedbackStatement[] statements) => new(statements.GroupBy(statement => statement.Fingerprint).Select(of => FeedbackState.Of([.. of])));
}
