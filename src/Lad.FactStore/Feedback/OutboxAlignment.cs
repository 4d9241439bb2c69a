using Lad.FactStore.Auditing;
using Lad.FactStore.Storage;

namespace Lad.FactStore.Feedback;

/// <summary>
/// Makes the outbox what the place lacks, whatever became of either: after a kill, after the place was emptied or exchanged, and after the database was put back to an earlier state.
/// </summary>
internal static class OutboxAlignment
{
    /// <returns>What an operator should know; <see langword="null"/> when all was as it should be.</returns>
    public static async Task<string?> RunAsync(DatabaseSession session, long last, string place, DateTimeOffset now)
    {
        // Takes the turn of those who make statements: none is made while the outbox is put right.
        long made = await session.ScalarAsync<long>("UPDATE counters SET value = value WHERE name = 'statements' RETURNING value").ConfigureAwait(false);
        long begun = await session.ScalarAsync<long>("SELECT value FROM counters WHERE name = 'published'").ConfigureAwait(false);
        string? told = last > begun ? await RenumberAsync(session, begun, last, made, place, now).ConfigureAwait(false) : await RefillAsync(session, last, begun, place, now).ConfigureAwait(false);
        // Never lower: what was published once may be at another place still, and is not taken for foreign there.
        await session.ExecuteAsync("UPDATE counters SET value = @last WHERE name = 'published' AND value < @last", new { last }).ConfigureAwait(false);
        await session.ExecuteAsync("DELETE FROM outbox WHERE sequence <= @last", new { last }).ConfigureAwait(false);
        return told;
    }

    /// <summary>What was published and is no longer there is published again: the history is here.</summary>
    private static async Task<string?> RefillAsync(DatabaseSession session, long last, long begun, string place, DateTimeOffset now)
    {
        int lost = await session.ExecuteAsync(
            "INSERT INTO outbox (sequence, at) SELECT s.sequence, @At FROM statements s WHERE s.sequence > @last AND s.sequence <= @begun AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.sequence = s.sequence)",
            new { last, begun, At = now.UtcTicks }).ConfigureAwait(false);
        return lost == 0 ? null : $"{place} ends at statement {last} and lacks {lost} that were published: it was emptied, exchanged or lost them. They are published again.";
    }

    /// <summary>
    /// The place has numbers that were never published from here: the database was restored from an earlier state, or made anew. Numbers are not used twice: those statements that were not published from here,
    /// whose numbers nobody but their authors has seen, get numbers behind the place's.
    /// </summary>
    private static async Task<string> RenumberAsync(DatabaseSession session, long begun, long last, long made, string place, DateTimeOffset now)
    {
        var shift = new { begun, by = last - begun };
        foreach ((string table, string key, string[] others) in new[]
        {
            ("statements", "sequence", new[] { "retracts", "judgement_after", "snooze_after", "schedule_after" }),
            ("retracted", "sequence", ["by_sequence"]),
            ("states", "", ["sequence", "judgement", "snooze", "schedule"]),
            ("outbox", "sequence", []),
        })
        {
            foreach (string column in others) await session.ExecuteAsync($"UPDATE {table} SET {column} = {column} + @by WHERE {column} > @begun", shift).ConfigureAwait(false);
            if (key.Length == 0) continue;
            // By way of negative numbers: a key is never there twice, in whichever order rows are changed.
            await session.ExecuteAsync($"UPDATE {table} SET {key} = -({key} + @by) WHERE {key} > @begun", shift).ConfigureAwait(false);
            await session.ExecuteAsync($"UPDATE {table} SET {key} = -{key} WHERE {key} < 0").ConfigureAwait(false);
        }

        await session.ExecuteAsync("UPDATE counters SET value = value + @by WHERE name = 'statements'", shift).ConfigureAwait(false);
        string told = $"{place} has statements up to {last}, of which this database published those up to {begun}: it was restored from an earlier state, or made anew. Statements {begun + 1} to {last} of {place} hold for scorers and are not known here; " +
            (made > begun ? $"the {made - begun} that were not published from here are numbered behind them, from {last + 1}." : $"the next one gets number {last + 1}.");
        await AuditTrail.EnterAsync(session, now, "lad", "feedback.renumbered", place, told).ConfigureAwait(false);
        return told;
    }
}
