using Lad.Detection.Training;

namespace Lad.Detection.Snapshots.Sections;

/// <summary>Section FDBK, which a snapshot need not have: what training made of people's judgements.</summary>
internal static class FeedbackSection
{
    private const int FalsePositiveBytes = sizeof(ulong) + 1 + sizeof(double);
    private const int TruePositiveBytes = (2 * sizeof(ulong)) + 1 + sizeof(double);
    private const int WeightBytes = sizeof(ulong) + sizeof(uint);

    public static void Write(SnapshotOutput output, LearnedFeedback feedback)
    {
        output.OptionalDouble(feedback.ThresholdBefore);
        output.Double(feedback.Threshold);
        output.Count(feedback.FalsePositives.Count);
        foreach (FalsePositiveOutcome outcome in feedback.FalsePositives)
        {
            output.UInt64(outcome.Fingerprint);
            output.OptionalDouble(outcome.ScoreBefore);
            output.Double(outcome.Score);
        }

        output.Count(feedback.TruePositives.Count);
        foreach (TruePositiveOutcome outcome in feedback.TruePositives)
        {
            output.UInt64(outcome.Fingerprint);
            output.Int64(outcome.HeldOut);
            output.OptionalDouble(outcome.ScoreBefore);
            output.Double(outcome.Score);
        }

        output.Count(feedback.Weights.Count);
        foreach (TemplateWeight weight in feedback.Weights)
        {
            output.UInt64(weight.Template);
            output.Count(weight.Episodes);
        }
    }

    public static LearnedFeedback Read(ref SnapshotInput input)
    {
        double? before = input.OptionalDouble("the threshold before", 0, 1);
        double threshold = input.Double("the threshold", 0, 1);
        var falsePositives = new FalsePositiveOutcome[input.Count("false positives", SnapshotLimits.FeedbackOutcomes, FalsePositiveBytes)];
        for (int i = 0; i < falsePositives.Length; i++)
            falsePositives[i] = new FalsePositiveOutcome(input.UInt64("a fingerprint"), input.OptionalDouble("a score before", 0, 1), input.Double("a score", 0, 1));
        var truePositives = new TruePositiveOutcome[input.Count("true positives", SnapshotLimits.FeedbackOutcomes, TruePositiveBytes)];
        for (int i = 0; i < truePositives.Length; i++)
            truePositives[i] = new TruePositiveOutcome(input.UInt64("a fingerprint"), input.Amount("the records held out"), input.OptionalDouble("a score before", 0, 1), input.Double("a score", 0, 1));
        var weights = new TemplateWeight[input.Count("weights", SnapshotLimits.FeedbackOutcomes, WeightBytes)];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = new TemplateWeight(input.UInt64("a template"), input.Integer("the episodes of a weight", 1, int.MaxValue));
        return new LearnedFeedback { ThresholdBefore = before, Threshold = threshold, FalsePositives = falsePositives, TruePositives = truePositives, Weights = weights };
    }
}
