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

    /// <summary>How many fingerprints have what in force.</summary>
    public static async Task<FeedbackTally> TallyAsync(DatabaseSession session, DateTimeOffset now)
    {
        IReadOnlyList<TallyRow> rows = await session.QueryAsync<TallyRow>(
            """
            SELECT COUNT(CASE WHEN judgement_kind = @falsePositive THEN 1 END) AS FalsePositives, COUNT(CASE WHEN judgement_kind = @truePositive THEN 1 END) AS TruePositives,
                COUNT(CASE WHEN snooze_until > @now THEN 1 END) AS Snoozes, COUNT(schedule) AS Schedules
            FROM states WHERE in_force = 1
            """,
            new { falsePositive = FeedbackKind.FalsePositive.ToText(), truePositive = FeedbackKind.TruePositive.ToText(), now = now.UtcTicks }).ConfigureAwait(false);
        return new FeedbackTally(rows[0].FalsePositives, rows[0].TruePositives, rows[0].Snoozes, rows[0].Schedules);
    }

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

    private sealed class TallyRow
    {
        public long FalsePositives { get; set; }

        public long TruePositives { get; set; }

        public long Snoozes { get; set; }

        public long Schedules { get; set; }
    }
}
