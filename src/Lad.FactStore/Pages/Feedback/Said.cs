using System.Globalization;
using Lad.FactStore.Pages.Shared;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Pages.Feedback;

/// <summary>What was just said, and what happens by it.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Undo">The mark that undoes it; <see langword="null"/> when nothing does.</param>
public sealed record Said(string Text, string? Undo)
{
    private const string InForce = "In force in all scorers within a second";

    /// <summary>Of a statement.</summary>
    public static Said Of(FeedbackStatement statement, string service) => new(
        statement.Kind switch
        {
            FeedbackKind.FalsePositive => $"Marked as false positive: it alerts no more, in any service. {InForce}; the next model learns it.",
            FeedbackKind.TruePositive => $"Marked as true positive: it alerts, and no model learns it. {InForce}.",
            FeedbackKind.Snooze => $"Snoozed until {(statement.Until is { } until ? Words.Exact(until) : "later")}. {InForce}.",
            FeedbackKind.Schedule => $"Quiet {statement.Schedule}. {InForce}.",
            _ when statement.Retracts is { } number => string.Create(CultureInfo.InvariantCulture, $"Undone: statement {number} no longer holds. {InForce}."),
            _ => $"Undone: nothing that was said of it holds any more. {InForce}.",
        },
        statement.Kind == FeedbackKind.Retraction ? null : Mark.Retraction(statement.Fingerprint, service, statement.Sequence));
}
