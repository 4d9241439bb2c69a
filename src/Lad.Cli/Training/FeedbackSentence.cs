using System.Globalization;
using Lad.Detection;
using Lad.Detection.Training;

namespace Lad.Cli.Training;

/// <summary>Says in a sentence what training made of people's judgements.</summary>
internal static class FeedbackSentence
{
    /// <summary>The sentence; <see langword="null"/> where there were no judgements.</summary>
    public static string? Of(DetectionModel model)
    {
        if (model.Metadata.Feedback is not { } feedback) return null;
        var parts = new List<string>();
        if (feedback.FalsePositives.Count > 0)
        {
            string were = feedback.ThresholdBefore is { } before
                ? string.Create(CultureInfo.InvariantCulture, $" ({feedback.FalsePositives.Count(outcome => outcome.ScoreBefore <= before):N0} before)")
                : "";
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{feedback.Below:N0} of {feedback.FalsePositives.Count:N0} false positives score below the threshold{were}"));
        }
        if (feedback.TruePositives.Count > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture,
                $"{feedback.TruePositives.Count(outcome => outcome.Score > feedback.Threshold):N0} of {feedback.TruePositives.Count:N0} true positives score above the threshold, {feedback.TruePositives.Sum(static outcome => outcome.HeldOut):N0} records held out"));
        }
        return parts.Count == 0 ? null : string.Join("; ", parts);
    }

    /// <summary>The sentence behind others.</summary>
    public static string Behind(DetectionModel model) => Of(model) is { } sentence ? "; " + sentence : "";
}
