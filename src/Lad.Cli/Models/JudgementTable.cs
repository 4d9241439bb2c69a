using System.Globalization;
using System.Text;
using Lad.Detection;
using Lad.Detection.Templates;
using Lad.Detection.Training;

namespace Lad.Cli.Models;

/// <summary>Shows what training made of people's judgements.</summary>
internal static class JudgementTable
{
    private const int Listed = 20;

    /// <summary>The judgements with the scores before and after; empty when training had none.</summary>
    public static string Render(DetectionModel model)
    {
        if (model.Metadata.Feedback is not { } feedback) return "";
        var text = new StringBuilder();
        string before = feedback.ThresholdBefore is { } threshold ? Invariant($"; before: {threshold:0.######}") : "";
        text.Append(Invariant($"\nFeedback that it learned: {feedback.FalsePositives.Count:N0} false positives, {feedback.Below:N0} of them below the threshold; {feedback.TruePositives.Count:N0} true positives; threshold {feedback.Threshold:0.######}{before}\n\n"));
        foreach (FalsePositiveOutcome outcome in feedback.FalsePositives.Take(Listed))
            text.Append(Invariant($"  {Fingerprint.ToText(outcome.Fingerprint)}  false-positive  {Movement(outcome.ScoreBefore, outcome.Score)}{(feedback.IsBelow(outcome) ? "" : "  still an anomaly")}\n"));
        foreach (TruePositiveOutcome outcome in feedback.TruePositives.Take(Listed))
            text.Append(Invariant($"  {Fingerprint.ToText(outcome.Fingerprint)}  true-positive   {Movement(outcome.ScoreBefore, outcome.Score)}  {outcome.HeldOut:N0} records held out\n"));
        int more = Math.Max(feedback.FalsePositives.Count - Listed, 0) + Math.Max(feedback.TruePositives.Count - Listed, 0);
        if (more > 0) text.Append(Invariant($"  and {more:N0} more\n"));
        return text.ToString();
    }

    private static string Movement(double? before, double after) => before is { } was ? Invariant($"score {was:0.######} -> {after:0.######}") : Invariant($"score {after:0.######}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
