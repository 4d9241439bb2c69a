using Lad.FactStore.Storage;
using Lad.Pipeline.Feedback;

namespace Lad.FactStore.Feedback;

/// <summary>Statements that are still to be published, and how far publication has come.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="clock">Tells how old what waits is.</param>
internal sealed class Outbox(FactStoreDatabase database, TimeProvider clock)
{
    /// <summary>See <see cref="FactStoreDatabase.TryLeadAsync"/>.</summary>
    public Task<RelayLead?> TryLeadAsync(CancellationToken cancellation) => database.TryLeadAsync(cancellation);

    /// <summary>The first entries.</summary>
    public Task<IReadOnlyList<FeedbackEntry>> NextAsync(int limit, CancellationToken cancellation) => database.ReadAsync(
        async session => await StatementTable.EntriesAsync(session, await StatementTable.RowsAsync(session, "WHERE s.sequence IN (SELECT o.sequence FROM outbox o ORDER BY o.sequence LIMIT @limit) ORDER BY s.sequence", new { limit }).ConfigureAwait(false)).ConfigureAwait(false),
        cancellation);

    /// <summary>Says that publication up to a number begins: what is at the place beyond it was not published from this database.</summary>
    public Task BeginAsync(long upTo, CancellationToken cancellation) => database.WriteAsync(
        session => session.ExecuteAsync("UPDATE counters SET value = @upTo WHERE name = 'published' AND value < @upTo", new { upTo }), Commit.MayRepeat, cancellation);

    /// <summary>Removes what was published.</summary>
    public Task RemoveAsync(long upTo, CancellationToken cancellation) => database.WriteAsync(session => session.ExecuteAsync("DELETE FROM outbox WHERE sequence <= @upTo", new { upTo }), Commit.MayRepeat, cancellation);

    /// <summary>Makes the outbox what the place lacks.</summary>
    /// <param name="last">The latest number at the place.</param>
    /// <param name="place">What an operator calls it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What an operator should know of it; <see langword="null"/> when all was as it should be.</returns>
    public Task<string?> AlignAsync(long last, string place, CancellationToken cancellation) => database.WriteAsync(session => OutboxAlignment.RunAsync(session, last, place, clock.GetUtcNow()), Commit.MayRepeat, cancellation);

    /// <summary>See <see cref="FeedbackLedger.BacklogAsync"/>.</summary>
    public async Task<(long Entries, TimeSpan Age)> BacklogAsync(CancellationToken cancellation)
    {
        (long entries, long? oldest) = await database.ReadAsync(
            async session => (await session.ScalarAsync<long>("SELECT COUNT(*) FROM outbox").ConfigureAwait(false), await session.ScalarAsync<long?>("SELECT MIN(at) FROM outbox").ConfigureAwait(false)), cancellation).ConfigureAwait(false);
        long age = oldest is { } at ? Math.Max(0, clock.GetUtcNow().UtcTicks - at) : 0;
        return (entries, TimeSpan.FromTicks(age));
    }
}
