using System.Diagnostics;
using System.Runtime.CompilerServices;
using Lad.FactStore.Safety;
using Lad.FactStore.Storage;
using Lad.FactStore.Telemetry;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Telemetry;

namespace Lad.FactStore.Feedback;

/// <summary>The append-only history of feedback, what is in force by it, and the outbox of what is still to be published. Thread-safe, and correct with several processes on one database.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="clock">The clock of statements.</param>
/// <param name="instrumentation">What each statement is a span of; <see langword="null"/> when nobody looks.</param>
public sealed class FeedbackLedger(FactStoreDatabase database, TimeProvider clock, Instrumentation? instrumentation = null)
{
    private const int MostListed = 1_000;
    private const int StatesAtOnce = 500;

    /// <summary>The outbox, for the relay.</summary>
    internal Outbox Outbox { get; } = new(database, clock);

    /// <summary>Is set with each statement that is made here.</summary>
    internal AppendSignal Appended { get; } = new();

    /// <summary>Statements that were made here, by kind.</summary>
    public FeedbackCounters Counters { get; } = new();

    /// <summary>Makes a statement: it is durable, in the outbox and in the audit trail when the task completes, or none of it.</summary>
    /// <returns>The statement with its number, and what is in force since.</returns>
    /// <exception cref="FeedbackRefusedException">The draft makes no sense; says why.</exception>
    /// <exception cref="FactStoreException">The database cannot take it.</exception>
    public async Task<FeedbackEntry> AppendAsync(FeedbackDraft draft, Actor author, CancellationToken cancellation = default)
    {
        var append = new StatementAppend(draft, author.Name, clock.GetUtcNow());
        using Activity? span = StoreSpans.Begin(instrumentation, StoreSpans.Append)?.SetTag("lad.feedback.kind", draft.Kind.ToText());
        try
        {
            FeedbackEntry entry = await database.WriteAsync(append.RunAsync, Commit.MayRepeat, cancellation).ConfigureAwait(false);
            span?.SetTag("lad.feedback.sequence", entry.Statement.Sequence);
            if (append.IsMade) Counters.Took(draft.Kind);
            Appended.Set();
            return entry;
        }
        catch (FactStoreException failure)
        {
            span.Failed(failure);
            throw;
        }
    }

    /// <summary>What is in force for a fingerprint; <see langword="null"/> when nothing was ever said of it.</summary>
    /// <exception cref="FactStoreException">The database cannot be read.</exception>
    public Task<FeedbackState?> StateAsync(ulong fingerprint, CancellationToken cancellation = default) => database.ReadAsync(
        async session =>
        {
            IReadOnlyList<FeedbackState> found = await StateRow.StatesAsync(session, await StateRow.RowsAsync(session, "WHERE fingerprint = @Fingerprint", new { Fingerprint = unchecked((long)fingerprint) }).ConfigureAwait(false)).ConfigureAwait(false);
            return found.Count > 0 ? found[0] : null;
        },
        cancellation);

    /// <summary>All that was said of a fingerprint, in order.</summary>
    /// <exception cref="FactStoreException">The database cannot be read.</exception>
    public async Task<IReadOnlyList<FeedbackStatement>> HistoryAsync(ulong fingerprint, CancellationToken cancellation = default)
    {
        IReadOnlyList<StatementRow> rows = await database.ReadAsync(
            session => StatementTable.RowsAsync(session, "WHERE s.fingerprint = @Fingerprint ORDER BY s.sequence", new { Fingerprint = unchecked((long)fingerprint) }), cancellation).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToStatement())];
    }

    /// <summary>One statement by its number; <see langword="null"/> when there is none.</summary>
    /// <exception cref="FactStoreException">The database cannot be read.</exception>
    public async Task<FeedbackStatement?> FindAsync(long sequence, CancellationToken cancellation = default) =>
        (await database.ReadAsync(session => StatementTable.ByNumberAsync(session, [sequence]), cancellation).ConfigureAwait(false)).GetValueOrDefault(sequence);

    /// <summary>Statements, the latest first, or the other way round.</summary>
    /// <exception cref="FeedbackRefusedException"><see cref="FeedbackQuery.After"/> comes from no page.</exception>
    /// <exception cref="FactStoreException">The database cannot be read.</exception>
    public async Task<Page<FeedbackStatement>> ListAsync(FeedbackQuery query, CancellationToken cancellation = default)
    {
        int limit = Math.Clamp(query.Limit, 1, MostListed);
        long behind = query.OldestFirst ? 0 : long.MaxValue;
        if (query.After is not null) behind = PageCursor.Read(query.After, 1)?[0] ?? throw new FeedbackRefusedException("after", "The page that is asked for is not known: begin with the first.");
        var conditions = new List<string> { query.OldestFirst ? "s.sequence > @behind" : "s.sequence < @behind" };
        if (query.Fingerprint is not null) conditions.Add("s.fingerprint = @Fingerprint");
        if (query.Kind is not null) conditions.Add("s.kind = @Kind");
        if (query.InForce) conditions.Add("EXISTS (SELECT 1 FROM states f WHERE f.fingerprint = s.fingerprint AND (f.judgement = s.sequence OR f.snooze = s.sequence OR f.schedule = s.sequence))");
        IReadOnlyList<StatementRow> rows = await database.ReadAsync(
            session => StatementTable.RowsAsync(
                session,
                $"WHERE {string.Join(" AND ", conditions)} ORDER BY s.sequence {(query.OldestFirst ? "ASC" : "DESC")} LIMIT @limit",
                new { behind, Fingerprint = unchecked((long)(query.Fingerprint ?? 0)), Kind = query.Kind?.ToText(), limit = limit + 1 }),
            cancellation).ConfigureAwait(false);
        return new Page<FeedbackStatement>([.. rows.Take(limit).Select(row => row.ToStatement())], rows.Count > limit ? PageCursor.Behind(rows[limit - 1].Sequence) : null);
    }

    /// <summary>What is in force for every fingerprint of which something is, by fingerprint. What changes meanwhile may be told as it was or as it is.</summary>
    /// <exception cref="FactStoreException">The database cannot be read.</exception>
    public async IAsyncEnumerable<FeedbackState> StatesAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // As signed numbers the upper half comes first: each half is told by itself, the lower first.
        foreach ((long first, long last) in new[] { (0L, long.MaxValue), (long.MinValue, -1L) })
        {
            for (long? from = first; from is not null;)
            {
                long begin = from.Value;
                IReadOnlyList<FeedbackState> states = await database.ReadAsync(
                    async session => await StateRow.StatesAsync(session, await StateRow.RowsAsync(session, "WHERE in_force = 1 AND fingerprint >= @begin AND fingerprint <= @last ORDER BY fingerprint LIMIT @StatesAtOnce", new { begin, last, StatesAtOnce }).ConfigureAwait(false)).ConfigureAwait(false),
                    cancellation).ConfigureAwait(false);
                foreach (FeedbackState state in states) yield return state;
                long end = states.Count > 0 ? unchecked((long)states[^1].Fingerprint) : last;
                from = states.Count == StatesAtOnce && end < last ? end + 1 : null;
            }
        }
    }

    /// <summary>How much is in force, counted where it is kept.</summary>
    /// <exception cref="FactStoreException">The database cannot be read.</exception>
    public async Task<FeedbackTally> TallyAsync(CancellationToken cancellation = default) =>
        await database.ReadAsync(session => StateRow.TallyAsync(session, clock.GetUtcNow()), cancellation).ConfigureAwait(false);

    /// <summary>Entries in the outbox, and how long the oldest has been there.</summary>
    /// <exception cref="FactStoreException">The database cannot be read.</exception>
    public Task<(long Entries, TimeSpan Age)> BacklogAsync(CancellationToken cancellation = default) => Outbox.BacklogAsync(cancellation);
}
