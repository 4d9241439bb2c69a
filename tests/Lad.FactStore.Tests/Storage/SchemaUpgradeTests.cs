using Lad.FactStore.Storage;

namespace Lad.FactStore.Tests.Storage;

public sealed class SchemaUpgradeTests
{
    private static readonly Migration First = new(1, "first", "CREATE TABLE things (number {key}, name {text}, body {bytes}); INSERT INTO things (number, name) VALUES (1, 'one');");
    private static readonly Migration Second = new(2, "second", "ALTER TABLE things ADD COLUMN price BIGINT;\n-- only: sqlite\nUPDATE things SET price = 1;\n-- end\n-- only: postgresql\nUPDATE things SET price = 2;\n-- end\n");

    [Theory, OnSqlite, OnPostgresql]
    public async Task A_database_gets_the_steps_that_it_lacks_and_keeps_what_it_has(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        await using (await FactStoreDatabase.OpenAsync(test.ConnectionString, TimeProvider.System, [First], CancellationToken.None))
        {
        }

        await using FactStoreDatabase upgraded = await FactStoreDatabase.OpenAsync(test.ConnectionString, TimeProvider.System, [First, Second], CancellationToken.None);

        Assert.Equal(kind == DatabaseKind.Sqlite ? 1 : 2, await upgraded.ReadAsync(session => session.ScalarAsync<long>("SELECT price FROM things WHERE name = 'one'"), CancellationToken.None));
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task A_database_of_a_later_program_is_refused(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        await using (await FactStoreDatabase.OpenAsync(test.ConnectionString, TimeProvider.System, [First, Second], CancellationToken.None))
        {
        }

        var refused = await Assert.ThrowsAsync<FactStoreException>(() => FactStoreDatabase.OpenAsync(test.ConnectionString, TimeProvider.System, [First], CancellationToken.None));

        Assert.Contains("its schema is 2, made by a later lad; this one knows schemas up to 1", refused.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task Of_an_upgrade_that_fails_nothing_is_left(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);

        await Assert.ThrowsAsync<FactStoreException>(() => FactStoreDatabase.OpenAsync(test.ConnectionString, TimeProvider.System, [First, Second with { Script = "CREATE TABLE more (a BIGINT); SELECT nonsense;" }], CancellationToken.None));
        await using FactStoreDatabase again = await FactStoreDatabase.OpenAsync(test.ConnectionString, TimeProvider.System, [First, Second], CancellationToken.None);

        Assert.Equal(2, await again.ReadAsync(session => session.ScalarAsync<long>("SELECT COUNT(*) FROM fact_store_migrations"), CancellationToken.None));
    }

    [Fact]
    public void Steps_are_numbered_from_1_without_gaps() => Assert.Equal(Enumerable.Range(1, Migration.All.Count), Migration.All.Select(step => step.Number));
}
