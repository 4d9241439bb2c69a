using System.Globalization;
using System.Security.Cryptography;
using Lad.FactStore.Auditing;
using Lad.FactStore.Storage;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Feedback;

/// <summary>The transaction that makes a statement. It may run more than once, and makes the statement once.</summary>
internal sealed class StatementAppend
{
    /// <summary>One command, and so one way to the server and back.</summary>
    private const string Insert =
        "INSERT INTO statements (sequence, fingerprint, kind, message, service, model, event_id, author, at, reason, until, schedule, retracts, request, judgement_after, snooze_after, schedule_after) " +
        "VALUES (@Sequence, @Fingerprint, @Kind, @Message, @Service, @Model, @EventId, @Author, @At, @Reason, @Until, @Schedule, @Retracts, @Request, @JudgementAfter, @SnoozeAfter, @ScheduleAfter); " +
        "INSERT INTO outbox (sequence, at) VALUES (@Sequence, @At); " +
        "INSERT INTO states (fingerprint, sequence, judgement, judgement_kind, snooze, snooze_until, schedule, in_force) " +
        "VALUES (@Fingerprint, @Sequence, @JudgementAfter, @JudgementKind, @SnoozeAfter, @SnoozeUntil, @ScheduleAfter, @InForce) " +
        "ON CONFLICT (fingerprint) DO UPDATE SET sequence = excluded.sequence, judgement = excluded.judgement, judgement_kind = excluded.judgement_kind, " +
        "snooze = excluded.snooze, snooze_until = excluded.snooze_until, schedule = excluded.schedule, in_force = excluded.in_force";

    private readonly FeedbackDraft draft;
    private readonly string author;
    private readonly DateTimeOffset now;
    private readonly string? ownRequest;

    /// <exception cref="FeedbackRefusedException">The draft makes no sense.</exception>
    public StatementAppend(FeedbackDraft draft, string author, DateTimeOffset now)
    {
        DraftRules.Check(draft, author, now);
        this.draft = draft;
        this.author = author;
        this.now = now.ToUniversalTime();
        // A name of our own, by which the statement is found again when the connection was lost in the commit.
        if (draft.RequestId.Length == 0) ownRequest = "lad:" + RandomNumberGenerator.GetHexString(32, lowercase: true);
    }

    /// <summary>Whether the statement was made, and not found to have been made before.</summary>
    public bool IsMade { get; private set; }

    private long Fingerprint => unchecked((long)draft.Fingerprint);

    public async Task<FeedbackEntry> RunAsync(DatabaseSession session)
    {
        // The row of the counter is the turn: whoever has it commits before the next number is given, so that the order of numbers is the order of commits.
        long sequence = await session.ScalarAsync<long>("UPDATE counters SET value = value + 1 WHERE name = 'statements' RETURNING value").ConfigureAwait(false);
        string? request = draft.RequestId.Length > 0 ? StoredText.Of(draft.RequestId) : session.Dialect.IsPostgresql ? ownRequest : null;
        if (request is not null && await RepeatedAsync(session, request).ConfigureAwait(false) is { } earlier)
        {
            await session.ExecuteAsync("UPDATE counters SET value = value - 1 WHERE name = 'statements'").ConfigureAwait(false);
            return earlier;
        }

        IReadOnlyList<StateRow> states = await StateRow.RowsAsync(session, "WHERE fingerprint = @Fingerprint", new { Fingerprint }).ConfigureAwait(false);
        StateRow state = states.Count > 0 ? states[0] : new StateRow { Fingerprint = Fingerprint };
        state.Sequence = sequence;
        switch (draft.Kind)
        {
            case FeedbackKind.Snooze: state.Snooze = sequence; break;
            case FeedbackKind.Schedule: state.Schedule = sequence; break;
            case FeedbackKind.Retraction: await Retraction.ApplyAsync(session, draft, state).ConfigureAwait(false); break;
            default: state.Judgement = sequence; break;
        }

        FeedbackStatement statement = Statement(await StatementSample.CompleteAsync(session, draft).ConfigureAwait(false), sequence);
        // Who follows refuses what breaks the rules, and then it would be in force here and nowhere else.
        if (statement.Validate().FirstOrDefault() is { } fault) throw new FeedbackRefusedException("statement", fault);
        StatementRow row = StatementRow.Of(statement, request);
        (row.JudgementAfter, row.SnoozeAfter, row.ScheduleAfter) = (state.Judgement, state.Snooze, state.Schedule);
        FeedbackEntry entry = (await StatementTable.EntriesAsync(session, [row]).ConfigureAwait(false))[0];
        await session.ExecuteAsync(Insert, Parameters(row, entry.State)).ConfigureAwait(false);
        IsMade = true;
        await AuditTrail.EnterAsync(session, now, row.Author, "feedback." + row.Kind, draft.Fingerprint.ToString("x16", CultureInfo.InvariantCulture), Detail(entry.Statement)).ConfigureAwait(false);
        return entry;
    }

    /// <summary>The entry that the request made before, if it did.</summary>
    private async Task<FeedbackEntry?> RepeatedAsync(DatabaseSession session, string request)
    {
        IReadOnlyList<StatementRow> rows = await StatementTable.RowsAsync(session, "WHERE s.request = @request", new { request }).ConfigureAwait(false);
        if (rows.Count == 0) return null;
        if (rows[0].Fingerprint != Fingerprint || rows[0].Kind != draft.Kind.ToText())
            throw new FeedbackRefusedException("requestId", $"A request of that name has made statement {rows[0].Sequence}, which says something else: give each request a name of its own.");
        return (await StatementTable.EntriesAsync(session, rows).ConfigureAwait(false))[0];
    }

    private static object Parameters(StatementRow row, FeedbackState state) => new
    {
        row.Sequence,
        row.Fingerprint,
        row.Kind,
        row.Message,
        row.Service,
        row.Model,
        row.EventId,
        row.Author,
        row.At,
        row.Reason,
        row.Until,
        row.Schedule,
        row.Retracts,
        row.Request,
        row.JudgementAfter,
        row.SnoozeAfter,
        row.ScheduleAfter,
        JudgementKind = state.Judgement?.Kind.ToText(),
        SnoozeUntil = state.Snooze?.Until?.UtcTicks,
        InForce = state.IsEmpty ? 0L : 1L,
    };

    private FeedbackStatement Statement(FeedbackDraft complete, long sequence) => new()
    {
        Sequence = sequence,
        Fingerprint = draft.Fingerprint,
        Kind = draft.Kind,
        Message = draft.Kind == FeedbackKind.Retraction ? "" : FeedbackStatement.CutMessage(StoredText.Of(complete.Message)),
        Service = StoredText.Of(complete.Service),
        Model = StoredText.Of(complete.Model),
        EventId = complete.EventId.ToLowerInvariant(),
        Author = StoredText.Of(author),
        At = now,
        Reason = StoredText.Of(draft.Reason),
        Until = draft.Until?.ToUniversalTime(),
        Schedule = draft.Schedule,
        Retracts = draft.Retracts,
    };

    private static string Detail(FeedbackStatement statement)
    {
        string what = statement.Kind switch
        {
            FeedbackKind.Snooze => $", until {statement.Until:yyyy-MM-dd HH:mm:ss} UTC",
            FeedbackKind.Schedule => $", {statement.Schedule}",
            FeedbackKind.Retraction => statement.Retracts is { } number ? $", of {number}" : ", of all",
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"statement {statement.Sequence}{what}") + (statement.Reason.Length > 0 ? $": {statement.Reason}" : "");
    }
}
