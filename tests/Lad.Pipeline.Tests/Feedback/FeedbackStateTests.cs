using FsCheck;
using FsCheck.Fluent;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Limits;

namespace Lad.Pipeline.Tests.Feedback;

public sealed class FeedbackStateTests
{
    [Fact]
    public void The_latest_of_its_sort_is_in_force()
    {
        FeedbackState state = State(FeedbackKind.FalsePositive, FeedbackKind.Snooze, FeedbackKind.Schedule, FeedbackKind.TruePositive, FeedbackKind.Snooze);

        Assert.Equal((4, 5, 3), (state.Judgement?.Sequence, state.Snooze?.Sequence, state.Schedule?.Sequence));
        Assert.Equal(5, state.Sequence);
    }

    [Fact]
    public void Retracting_a_statement_brings_back_what_was_in_force_before_it()
    {
        FeedbackStatement[] history = [Statements.Of(1, FeedbackKind.TruePositive), Statements.Of(2, FeedbackKind.FalsePositive), Statements.Retraction(3, of: 2)];

        Assert.Equal(1, FeedbackState.Of(history).Judgement?.Sequence);
        Assert.Equal(3, FeedbackState.Of(history).Sequence);
    }

    [Fact]
    public void A_retraction_without_a_number_leaves_nothing_of_what_was_before_it()
    {
        FeedbackStatement[] history = [Statements.Of(1, FeedbackKind.FalsePositive), Statements.Of(2, FeedbackKind.Snooze), Statements.Retraction(3, of: null)];

        Assert.True(FeedbackState.Of(history).IsEmpty);
        Assert.Equal(4, FeedbackState.Of([.. history, Statements.Of(4, FeedbackKind.Snooze)]).Snooze?.Sequence);
    }

    [Fact]
    public void A_retraction_cannot_be_retracted()
    {
        FeedbackStatement[] history = [Statements.Of(1, FeedbackKind.FalsePositive), Statements.Retraction(2, of: 1), Statements.Retraction(3, of: 2)];

        Assert.True(FeedbackState.Of(history).IsEmpty);
    }

    private static Arbitrary<(FeedbackKind Kind, int Of)[]> Histories =>
        (from kind in Gen.Elements(Enum.GetValues<FeedbackKind>()) from of in Gen.Choose(0, 12) select (kind, of)).NonEmptyListOf().Select(list => list.ToArray()).ToArbitrary();

    [Fact]
    public void Whatever_was_said_the_state_is_what_is_left_when_retracted_statements_are_struck_out() => Prop.ForAll(Histories, plan =>
    {
        FeedbackStatement[] history = [.. plan.Select((said, i) => said.Kind == FeedbackKind.Retraction ? Statements.Retraction(i + 1, said.Of == 0 || said.Of > i ? null : said.Of) : Statements.Of(i + 1, said.Kind))];
        List<FeedbackStatement> left = [];
        foreach (FeedbackStatement statement in history)
        {
            if (statement.Kind != FeedbackKind.Retraction) left.Add(statement);
            else if (statement.Retracts is { } number) left.RemoveAll(earlier => earlier.Sequence == number);
            else left.Clear();
        }
        FeedbackState state = FeedbackState.Of(history);
        return state.Sequence == history.Length
            && state.Judgement == left.LastOrDefault(s => s.Kind is FeedbackKind.FalsePositive or FeedbackKind.TruePositive)
            && state.Snooze == left.LastOrDefault(s => s.Kind == FeedbackKind.Snooze)
            && state.Schedule == left.LastOrDefault(s => s.Kind == FeedbackKind.Schedule)
            && state.IsEmpty == (left.Count == 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_false_positive_comes_before_a_snooze_and_that_before_a_schedule()
    {
        long at = new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero).UtcTicks;

        Assert.Equal((Suppression.FalsePositive, 3), Reason(State(FeedbackKind.Schedule, FeedbackKind.Snooze, FeedbackKind.FalsePositive), at));
        Assert.Equal((Suppression.Snooze, 2), Reason(State(FeedbackKind.Schedule, FeedbackKind.Snooze, FeedbackKind.TruePositive), at));
        Assert.Equal((Suppression.Schedule, 1), Reason(State(FeedbackKind.Schedule, FeedbackKind.TruePositive), at));
        Assert.Equal((Suppression.None, 0), Reason(State(FeedbackKind.TruePositive), at));
    }

    [Fact]
    public void A_snooze_ends_at_its_time()
    {
        FeedbackState state = State(FeedbackKind.Snooze);
        long end = state.Snooze!.Until!.Value.UtcTicks;

        Assert.Equal(Suppression.Snooze, Reason(state, end - 1).Reason);
        Assert.Equal(Suppression.None, Reason(state, end).Reason);
    }

    private static FeedbackState State(params FeedbackKind[] kinds) => FeedbackState.Of([.. kinds.Select((kind, i) => Statements.Of(i + 1, kind))]);

    private static (Suppression Reason, long Statement) Reason(FeedbackState state, long at) => (state.SuppressionAt(at, out long statement), statement);
}
