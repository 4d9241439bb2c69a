namespace Lad.FactStore.Storage;

/// <summary>Brings a database to the current schema: forward only, all steps in one transaction, one process at a time.</summary>
internal static class SchemaUpgrade
{
    /// <summary>Applies the steps that the database lacks.</summary>
    /// <param name="session">A transaction that writes; nobody else upgrades until it ends.</param>
    /// <param name="steps">All steps that this program knows, in order.</param>
    /// <param name="at">When.</param>
    /// <exception cref="FactStoreException">A newer program made the database.</exception>
    public static async Task ApplyAsync(DatabaseSession session, IReadOnlyList<Migration> steps, DateTimeOffset at)
    {
        await session.ExecuteAsync(session.Dialect.Translate("CREATE TABLE IF NOT EXISTS fact_store_migrations (number {key}, name {text} NOT NULL, applied_at BIGINT NOT NULL)")).ConfigureAwait(false);
        long applied = await session.ScalarAsync<long>("SELECT COALESCE(MAX(number), 0) FROM fact_store_migrations").ConfigureAwait(false);
        if (applied > steps.Count)
        {
            throw new FactStoreException($"{session.Database}: its schema is {applied}, made by a later lad; this one knows schemas up to {steps.Count}. Run that later lad, or restore a copy from before it.");
        }

        foreach (Migration step in steps.Skip((int)applied))
        {
            await session.ExecuteAsync(session.Dialect.Translate(step.Script)).ConfigureAwait(false);
            await session.ExecuteAsync("INSERT INTO fact_store_migrations (number, name, applied_at) VALUES (@Number, @Name, @At)", new { step.Number, step.Name, At = at.UtcTicks }).ConfigureAwait(false);
        }
    }
}
