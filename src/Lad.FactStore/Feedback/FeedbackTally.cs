namespace Lad.FactStore.Feedback;

/// <summary>How much feedback is in force.</summary>
/// <param name="FalsePositives">Templates marked as normal.</param>
/// <param name="TruePositives">Templates confirmed.</param>
/// <param name="Snoozes">Templates that are snoozed now.</param>
/// <param name="Schedules">Templates on a schedule.</param>
public sealed record FeedbackTally(long FalsePositives, long TruePositives, long Snoozes, long Schedules);
