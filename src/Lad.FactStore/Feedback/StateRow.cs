using Lad.FactStore.Storage;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Feedback;

/// <summary>A row of the table of states: the numbers of the statements in force for a fingerprint.</summary>
internal sealed class StateRow
{
    private const string Columns = "fingerprint AS Fingerprint, sequence AS Sequence, judgement AS Judgement, snooze AS Snooze, schedule AS Schedule";

    public long Fingerprint { get; set; }

    public long Sequence { get; set; }

    public long? Judgement { get; set; }

    public long? Snooze { get; set; }

    public long? Schedule { get; set; }

    public bool IsEmpty => Judgement is null && Snooze is null && Schedule is null;

    private IEnumerable<long> Numbers => new[] { Judgement, Snooze, Schedule }.OfType<long>();

    /// <summary>States, by what follows <c>FROM states</c>.</summary>
    public static Task<IReadOnlyList<StateRow>> RowsAsync(DatabaseSession session, string rest, object parameters) => session.QueryAsync<StateRow>($"SELECT {Columns} FROM states {rest}", parameters);

    /// <summary>The states with their statements.</summary>
    public static async Task<IReadOnlyList<FeedbackState>> StatesAsync(DatabaseSession session, IReadOnlyList<StateRow> rows)
    {
        Dictionary<long, FeedbackStatement> known = await StatementTable.ByNumberAsync(session, rows.SelectMany(row => row.Numbers)).ConfigureAwait(false);
        return
        [
            .. rows.Select(row => new FeedbackState
            {
                Fingerprint = unchecked((ulong)row.Fingerprint),
                Sequence = row.Sequence,
                Judgement = row.Judgement is { } judgement ? known[judgement] : null,
                Snooze = row.Snooze is { } snooze ? known[snooze] : null,
                Schedule = row.Schedule is { } schedule ? known[schedule] : null,
            }),
        ];
    }
}
