using Lad.FactStore.Feedback;
using Lad.FactStore.Safety;
using Lad.FactStore.Storage;

namespace Lad.FactStore.Auditing;

/// <summary>Who did what: every statement and every rollback, append-only. Statements enter it with the ledger's transaction. Thread-safe.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="clock">The clock of entries.</param>
public sealed class AuditTrail(FactStoreDatabase database, TimeProvider clock)
{
    private const int MostDetail = 4_000;

    /// <summary>Enters an action; durable when the task completes.</summary>
    /// <exception cref="FactStoreException">The database cannot take it.</exception>
    public Task EnterAsync(Actor actor, string action, string subject, string detail, CancellationToken cancellation = default) => database.WriteAsync(
        async session =>
        {
            await EnterAsync(session, clock.GetUtcNow(), actor.Name, action, subject, detail).ConfigureAwait(false);
            return 0;
        },
        cancellation);

    /// <summary>Entries, the latest first.</summary>
    /// <param name="after">Where the page begins: the page before says.</param>
    /// <param name="limit">Entries of a page, 1 to 1,000.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="FeedbackRefusedException"><paramref name="after"/> comes from no page.</exception>
    /// <exception cref="FactStoreException">The database cannot be read.</exception>
    public async Task<Page<AuditEntry>> ListAsync(string? after, int limit, CancellationToken cancellation = default)
    {
        int most = Math.Clamp(limit, 1, 1_000);
        long before = after is null ? long.MaxValue : PageCursor.Read(after, 1)?[0] ?? throw new FeedbackRefusedException("after", "The page that is asked for is not known: begin with the first.");
        IReadOnlyList<Row> rows = await database.ReadAsync(
            session => session.QueryAsync<Row>(
                "SELECT number AS Number, at AS At, actor AS Actor, action AS Action, subject AS Subject, detail AS Detail FROM audit WHERE number < @before ORDER BY number DESC LIMIT @limit",
                new { before, limit = most + 1 }),
            cancellation).ConfigureAwait(false);
        AuditEntry[] entries = [.. rows.Take(most).Select(row => new AuditEntry(row.Number, new DateTimeOffset(row.At, TimeSpan.Zero), row.Actor, row.Action, row.Subject, row.Detail))];
        return new Page<AuditEntry>(entries, rows.Count > most ? PageCursor.Behind(entries[^1].Number) : null);
    }

    /// <summary>Enters an action with a transaction that does it.</summary>
    internal static Task EnterAsync(DatabaseSession session, DateTimeOffset at, string actor, string action, string subject, string detail)
    {
        string kept = StoredText.Of(detail);
        return session.ExecuteAsync(
            "INSERT INTO audit (at, actor, action, subject, detail) VALUES (@At, @Actor, @Action, @Subject, @Detail)",
            new { At = at.UtcTicks, Actor = StoredText.Of(actor), Action = action, Subject = StoredText.Of(subject), Detail = kept.Length <= MostDetail ? kept : StoredText.Of(kept[..MostDetail]) });
    }

    private sealed class Row
    {
        public long Number { get; set; }

        public long At { get; set; }

        public string Actor { get; set; } = "";

        public string Action { get; set; } = "";

        public string Subject { get; set; } = "";

        public string Detail { get; set; } = "";
    }
}

/// <summary>Something that was done.</summary>
/// <param name="Number">Its place in the trail.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What: <c>feedback.false-positive</c>, <c>model.rollback</c> ...</param>
/// <param name="Subject">To what: a fingerprint, or a model's name.</param>
/// <param name="Detail">More, for people.</param>
public sealed record AuditEntry(long Number, DateTimeOffset At, string Actor, string Action, string Subject, string Detail);
