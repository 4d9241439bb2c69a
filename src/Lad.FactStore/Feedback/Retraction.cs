using Lad.FactStore.Storage;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Feedback;

/// <summary>Takes statements out of force, and brings back what was in force before them.</summary>
internal static class Retraction
{
    private const string Held = "s.fingerprint = @Fingerprint AND s.kind <> 'retraction' AND NOT EXISTS (SELECT 1 FROM retracted r WHERE r.sequence = s.sequence)";

    /// <param name="session">The transaction.</param>
    /// <param name="draft">What is retracted.</param>
    /// <param name="state">What was in force; then, what is. Its number is the retraction's.</param>
    /// <exception cref="FeedbackRefusedException">There is nothing to retract.</exception>
    public static async Task ApplyAsync(DatabaseSession session, FeedbackDraft draft, StateRow state)
    {
        var parameters = new { state.Fingerprint, By = state.Sequence, Number = draft.Retracts };
        if (draft.Retracts is { } number)
        {
            await CheckAsync(session, number, state.Fingerprint).ConfigureAwait(false);
            await session.ExecuteAsync("INSERT INTO retracted (sequence, by_sequence) VALUES (@Number, @By)", parameters).ConfigureAwait(false);
        }
        else
        {
            if (state.IsEmpty) throw new FeedbackRefusedException("fingerprint", "Nothing is in force for the fingerprint: there is nothing to retract.");
            await session.ExecuteAsync($"INSERT INTO retracted (sequence, by_sequence) SELECT s.sequence, @By FROM statements s WHERE {Held}", parameters).ConfigureAwait(false);
        }

        IReadOnlyList<StatementRow> left = await session.QueryAsync<StatementRow>($"SELECT s.kind AS Kind, MAX(s.sequence) AS Sequence FROM statements s WHERE {Held} GROUP BY s.kind", parameters).ConfigureAwait(false);
        state.Judgement = Latest(left, FeedbackKind.FalsePositive, FeedbackKind.TruePositive);
        state.Snooze = Latest(left, FeedbackKind.Snooze);
        state.Schedule = Latest(left, FeedbackKind.Schedule);
    }

    private static async Task CheckAsync(DatabaseSession session, long number, long fingerprint)
    {
        IReadOnlyList<StatementRow> rows = await StatementTable.RowsAsync(session, "WHERE s.sequence = @number", new { number }).ConfigureAwait(false);
        if (rows is not [StatementRow found]) throw new FeedbackRefusedException("retracts", $"There is no statement {number}.");
        if (found.Fingerprint != fingerprint) throw new FeedbackRefusedException("retracts", $"Statement {number} is about another fingerprint, {unchecked((ulong)found.Fingerprint):x16}.");
        if (found.Kind == FeedbackKind.Retraction.ToText()) throw new FeedbackRefusedException("retracts", $"Statement {number} is a retraction, which cannot be retracted: say again what is to hold.");
        if (await session.ScalarAsync<long>("SELECT COUNT(*) FROM retracted WHERE sequence = @number", new { number }).ConfigureAwait(false) > 0)
            throw new FeedbackRefusedException("retracts", $"Statement {number} is retracted already.");
    }

    private static long? Latest(IReadOnlyList<StatementRow> left, params FeedbackKind[] kinds)
    {
        IEnumerable<long> numbers = left.Where(row => kinds.Any(kind => kind.ToText() == row.Kind)).Select(row => row.Sequence);
        return numbers.Any() ? numbers.Max() : null;
    }
}
