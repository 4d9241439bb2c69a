using Lad.Detection.Training;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Tests.Feedback;
using Lad.Pipeline.Training;

namespace Lad.Pipeline.Tests.Training;

public sealed class TrainingJudgementsTests
{
    [Fact]
    public void Judgements_in_force_count_and_snoozes_schedules_and_what_was_retracted_do_not()
    {
        TrainingFeedback feedback = TrainingJudgements.Of(
        [
            FeedbackState.Of([Statements.Of(9, FeedbackKind.TruePositive, 3, "c")]),
            FeedbackState.Of([Statements.Of(4, FeedbackKind.FalsePositive, 2, "b"), Statements.Of(7, FeedbackKind.Snooze, 2, "b")]),
            FeedbackState.Of([Statements.Of(1, FeedbackKind.FalsePositive, 1, "a")]),
            FeedbackState.Of([Statements.Of(2, FeedbackKind.FalsePositive, 5, "e"), Statements.Retraction(3, null, 5)]),
            FeedbackState.Of([Statements.Of(5, FeedbackKind.Schedule, 6, "f")]),
        ]);
        Assert.Equal([new JudgedMessage(1, "a"), new JudgedMessage(2, "b")], feedback.FalsePositives);
        Assert.Equal([new JudgedMessage(3, "c")], feedback.TruePositives);
    }

    [Fact]
    public void Of_too_many_judgements_the_latest_count()
    {
        TrainingFeedback feedback = TrainingJudgements.Of(Enumerable.Range(1, TrainingFeedback.MaxJudgements + 2).Select(static i => FeedbackState.Of([Statements.Of(i, FeedbackKind.FalsePositive, (ulong)i)])));
        Assert.Equal((TrainingFeedback.MaxJudgements, 3ul), (feedback.FalsePositives.Count, feedback.FalsePositives[0].Fingerprint));
    }
}
