using Lad.FactStore.Storage;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Feedback;

/// <summary>Reads statements, and entries: statements with what was in force since.</summary>
internal static class StatementTable
{
    private const int MostNumbers = 500;

    /// <summary>Statements, by what follows <c>FROM statements s</c>.</summary>
    public static Task<IReadOnlyList<StatementRow>> RowsAsync(DatabaseSession session, string rest, object parameters) => session.QueryAsync<StatementRow>($"SELECT {StatementRow.Columns} FROM statements s {rest}", parameters);

    /// <summary>Statements by their numbers.</summary>
    public static async Task<Dictionary<long, FeedbackStatement>> ByNumberAsync(DatabaseSession session, IEnumerable<long> numbers)
    {
        var found = new Dictionary<long, FeedbackStatement>();
        foreach (long[] some in numbers.Distinct().Chunk(MostNumbers))
        {
            // Written into the text: they are numbers, and the two databases pass lists differently.
            foreach (StatementRow row in await RowsAsync(session, $"WHERE s.sequence IN ({string.Join(',', some)})", new { }).ConfigureAwait(false)) found.Add(row.Sequence, row.ToStatement());
        }

        return found;
    }

    /// <summary>The entries of statements, in the same order.</summary>
    public static async Task<IReadOnlyList<FeedbackEntry>> EntriesAsync(DatabaseSession session, IReadOnlyList<StatementRow> rows)
    {
        Dictionary<long, FeedbackStatement> known = rows.ToDictionary(row => row.Sequence, row => row.ToStatement());
        IEnumerable<long> others = rows.SelectMany(row => new[] { row.JudgementAfter, row.SnoozeAfter, row.ScheduleAfter }).OfType<long>().Where(number => !known.ContainsKey(number));
        foreach ((long number, FeedbackStatement statement) in await ByNumberAsync(session, others).ConfigureAwait(false)) known.Add(number, statement);
        return
        [
            .. rows.Select(row => new FeedbackEntry(known[row.Sequence], new FeedbackState
            {
                Fingerprint = unchecked((ulong)row.Fingerprint),
                Sequence = row.Sequence,
                Judgement = Known(row.JudgementAfter),
                Snooze = Known(row.SnoozeAfter),
                Schedule = Known(row.ScheduleAfter),
            })),
        ];

        FeedbackStatement? Known(long? number) => number is { } some ? known[some] : null;
    }
}
