using Lad.Pipeline.Feedback;

namespace Lad.Pipeline.Tests.Feedback;

public sealed class FeedbackIndexTests
{
    [Fact]
    public void A_statement_counts_for_its_fingerprint_and_for_that_of_its_message()
    {
        FeedbackIndex index = Index(Statements.Of(1, FeedbackKind.FalsePositive, 0xa, "boom"));

        Assert.Equal((1, 1), (index.Find(0xa)?.Judgement?.Sequence, index.Find(0xf00)?.Judgement?.Sequence));
        Assert.Null(index.Find(0xb));
    }

    [Fact]
    public void Of_statements_that_come_together_the_latest_of_each_sort_counts()
    {
        FeedbackIndex index = Index(
            Statements.Of(5, FeedbackKind.FalsePositive, 0xa, "boom"), Statements.Of(7, FeedbackKind.TruePositive, 0xb, "boom"), Statements.Of(6, FeedbackKind.Snooze, 0xf00, ""), Statements.Of(4, FeedbackKind.Snooze, 0xc, "boom"));

        FeedbackState together = index.Find(0xf00)!;
        Assert.Equal((7, 6, 7), (together.Judgement!.Sequence, together.Snooze!.Sequence, together.Sequence));
        Assert.Equal(5, index.Find(0xa)!.Judgement!.Sequence);
    }

    [Fact]
    public void A_message_that_is_empty_is_not_looked_for()
    {
        FeedbackIndex index = Index(Statements.Of(1, FeedbackKind.FalsePositive, 0xa, ""));

        Assert.Null(index.Find(0xf00));
    }

    [Fact]
    public void What_is_empty_is_not_in_a_set()
    {
        var set = new FeedbackSet([FeedbackState.Of([Statements.Of(1, FeedbackKind.Snooze), Statements.Retraction(2, of: null)])]);

        Assert.True(set.IsEmpty);
        Assert.Empty(set.States);
    }

    private static FeedbackIndex Index(params FeedbackStatement[] statements) => new([.. statements.Select(statement => FeedbackState.Of([statement]))], _ => 0xf00);
}
