using Lad.FactStore.Storage;

namespace Lad.FactStore.Tests.Storage;

public sealed class FactStoreDatabaseTests
{
    [Theory, OnSqlite, OnPostgresql]
    public async Task What_was_written_is_there_after_it_is_opened_again(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        FactStoreDatabase first = await test.OpenAsync();
        await first.WriteAsync(session => session.ExecuteAsync("UPDATE counters SET value = 7 WHERE name = 'statements'"), CancellationToken.None);
        await first.DisposeAsync();

        FactStoreDatabase second = await test.OpenAsync();

        Assert.Equal(7, await second.ReadAsync(session => session.ScalarAsync<long>("SELECT value FROM counters WHERE name = 'statements'"), CancellationToken.None));
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task Work_that_throws_changes_nothing(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        FactStoreDatabase database = await test.OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync<int>(
            async session =>
            {
                await session.ExecuteAsync("UPDATE counters SET value = 7");
                throw new InvalidOperationException();
            },
            CancellationToken.None));

        Assert.Equal(0, await database.ReadAsync(session => session.ScalarAsync<long>("SELECT SUM(value) FROM counters"), CancellationToken.None));
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task Writers_of_several_processes_lose_no_change(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        FactStoreDatabase[] databases = [await test.OpenAsync(), await test.OpenAsync(), await test.OpenAsync()];

        await Task.WhenAll(Enumerable.Range(0, 120).Select(number => Task.Run(() => databases[number % 3].WriteAsync(
            session => session.ExecuteAsync("UPDATE counters SET value = value + 1 WHERE name = 'statements'"), CancellationToken.None))));

        Assert.Equal(120, await databases[0].ReadAsync(session => session.ScalarAsync<long>("SELECT value FROM counters WHERE name = 'statements'"), CancellationToken.None));
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task Several_that_open_an_empty_database_at_once_apply_each_step_once(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);

        FactStoreDatabase[] databases = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => test.OpenAsync())));

        Assert.Equal(Migration.All.Count, await databases[3].ReadAsync(session => session.ScalarAsync<long>("SELECT COUNT(*) FROM fact_store_migrations"), CancellationToken.None));
    }

    [Theory, OnPostgresql]
    public async Task Stores_with_a_schema_each_have_tables_and_a_lead_each(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        FactStoreDatabase first = await test.OpenAsync();
        await first.WriteAsync(session => session.ExecuteAsync("CREATE SCHEMA lad; UPDATE counters SET value = 7"), CancellationToken.None);

        await using FactStoreDatabase second = await FactStoreDatabase.OpenAsync(test.ConnectionString + ";Search Path=lad", TimeProvider.System);

        Assert.Equal(0, await second.ReadAsync(session => session.ScalarAsync<long>("SELECT MAX(value) FROM counters"), CancellationToken.None));
        await using RelayLead? ofFirst = await first.TryLeadAsync(CancellationToken.None);
        await using RelayLead? ofSecond = await second.TryLeadAsync(CancellationToken.None);
        Assert.NotNull(ofFirst);
        Assert.NotNull(ofSecond);
        Assert.Null(await first.TryLeadAsync(CancellationToken.None));
        await ofFirst.DisposeAsync();
        await using RelayLead? again = await first.TryLeadAsync(CancellationToken.None);
        Assert.NotNull(again);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task A_read_sees_one_state(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        FactStoreDatabase database = await test.OpenAsync();
        const string Sum = "SELECT SUM(value) FROM counters";

        (long before, long after) = await database.ReadAsync(
            async session =>
            {
                long first = await session.ScalarAsync<long>(Sum);
                await database.WriteAsync(other => other.ExecuteAsync("UPDATE counters SET value = value + 1"), CancellationToken.None);
                return (first, await session.ScalarAsync<long>(Sum));
            },
            CancellationToken.None);

        Assert.Equal(before, after);
    }
}
