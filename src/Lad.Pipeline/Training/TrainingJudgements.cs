using Lad.Detection.Training;
using Lad.Pipeline.Feedback;

namespace Lad.Pipeline.Training;

/// <summary>What training takes notice of in feedback: the judgements in force. Snoozes and schedules say when not to alert, not what is normal.</summary>
public static class TrainingJudgements
{
    /// <summary>The judgements among what is in force, in the order in which they were made; of too many the latest.</summary>
    /// <param name="states">What is in force for each fingerprint.</param>
    public static TrainingFeedback Of(IEnumerable<FeedbackState> states)
    {
        FeedbackStatement[] judgements = [.. states.Select(static state => state.Judgement).OfType<FeedbackStatement>().OrderBy(static statement => statement.Sequence)];
        return new TrainingFeedback { FalsePositives = Of(judgements, FeedbackKind.FalsePositive), TruePositives = Of(judgements, FeedbackKind.TruePositive) };
    }

    private static JudgedMessage[] Of(FeedbackStatement[] judgements, FeedbackKind kind) =>
        [.. judgements.Where(statement => statement.Kind == kind).TakeLast(TrainingFeedback.MaxJudgements).Select(static statement => new JudgedMessage(statement.Fingerprint, statement.Message))];
}
