using Lad.FactStore.Feedback;
using Lad.FactStore.Safety;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Tests.Feedback;

/// <summary>Drafts for tests.</summary>
internal static class Drafts
{
    public const ulong Fingerprint = 0x9f2c_0000_0000_0001;

    public static Actor Ann { get; } = new("ann", Role.Editor);

    public static FeedbackDraft Of(FeedbackKind kind, ulong fingerprint = Fingerprint, DateTimeOffset? until = null) => new()
    {
        Fingerprint = fingerprint,
        Kind = kind,
        Message = "disk 7 is full",
        Until = kind == FeedbackKind.Snooze ? until ?? TimeProvider.System.GetUtcNow().AddDays(1) : null,
        Schedule = kind == FeedbackKind.Schedule ? FeedbackSchedule.Parse("daily 02:00-04:30 UTC") : null,
    };

    public static FeedbackDraft Retraction(long? of, ulong fingerprint = Fingerprint) => Of(FeedbackKind.Retraction, fingerprint) with { Retracts = of };
}
