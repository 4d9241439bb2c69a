using Lad.FactStore.Pages.Shared;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Pages.Feedback;

/// <summary>What is in force for a template now, in a word or two.</summary>
/// <param name="Code">For styles and scripts: <c>false-positive</c>, <c>true-positive</c>, <c>snooze</c>, <c>schedule</c>, or empty.</param>
/// <param name="Text">For people.</param>
/// <param name="Sequence">The statement by which it is; 0 for none.</param>
public sealed record Standing(string Code, string Text, long Sequence)
{
    /// <summary>Nothing is.</summary>
    public static Standing None { get; } = new("", "", 0);

    /// <summary>What is in force at a time: of several the weightiest.</summary>
    public static Standing Of(FeedbackState? state, DateTimeOffset now)
    {
        if (state?.Judgement is { Kind: FeedbackKind.FalsePositive } normal) return new("false-positive", "False positive", normal.Sequence);
        if (state?.Snooze is { Until: { } until } snooze && until > now) return new("snooze", $"Snoozed until {Short(until, now)}", snooze.Sequence);
        if (state?.Judgement is { Kind: FeedbackKind.TruePositive } confirmed) return new("true-positive", "True positive", confirmed.Sequence);
        return state?.Schedule is { Schedule: { } hours } schedule ? new("schedule", $"Quiet {hours}", schedule.Sequence) : None;
    }

    private static string Short(DateTimeOffset until, DateTimeOffset now) =>
        until.UtcDateTime.Date == now.UtcDateTime.Date ? $"{until.UtcDateTime:HH:mm} UTC" : Words.Exact(until).Replace(":00 UTC", " UTC", StringComparison.Ordinal);
}
