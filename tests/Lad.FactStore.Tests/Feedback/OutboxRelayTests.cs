using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using Lad.FactStore.Feedback;
using Lad.FactStore.Storage;
using Lad.FactStore.Tests.Storage;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Feedback;

public sealed class OutboxRelayTests
{
    private readonly FakePlace place = new();
    private readonly ConcurrentQueue<string> told = new();

    [Theory, OnSqlite, OnPostgresql]
    public async Task What_is_said_is_published_at_once_and_leaves_the_outbox(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        // The clock stands still: nothing is polled, the statement wakes the relay.
        var clock = new ManualTimeProvider();
        var ledger = new FeedbackLedger(await test.OpenAsync(), clock);
        using var stop = new CancellationTokenSource();
        Task run = Relay(ledger, clock: clock).RunAsync(stop.Token);

        FeedbackEntry first = await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive), Drafts.Ann);
        await UntilAsync(() => Task.FromResult(place.Entries.Count == 1));
        FeedbackEntry second = await ledger.AppendAsync(Drafts.Retraction(of: 1), Drafts.Ann);
        await UntilAsync(async () => place.Entries.Count == 2 && (await ledger.BacklogAsync()).Entries == 0);

        Assert.Equal([first, second], place.Entries);
        Assert.Empty(told);
        await StopAsync(run, stop);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task What_another_process_said_is_found_by_looking(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        var relaying = new FeedbackLedger(await test.OpenAsync(), TimeProvider.System);
        using var stop = new CancellationTokenSource();
        Task run = Relay(relaying).RunAsync(stop.Token);

        await new FeedbackLedger(await test.OpenAsync(), TimeProvider.System).AppendAsync(Drafts.Of(FeedbackKind.FalsePositive), Drafts.Ann);
        await UntilAsync(() => Task.FromResult(place.Entries.Count == 1));

        await StopAsync(run, stop);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task Of_two_stores_one_relays_and_the_other_goes_on_when_it_ends(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        FeedbackLedger[] ledgers = [new(await test.OpenAsync(), TimeProvider.System), new(await test.OpenAsync(), TimeProvider.System)];
        using var stopFirst = new CancellationTokenSource();
        using var stopSecond = new CancellationTokenSource();
        Task first = Relay(ledgers[0]).RunAsync(stopFirst.Token);
        await ledgers[0].AppendAsync(Drafts.Of(FeedbackKind.FalsePositive), Drafts.Ann);
        await UntilAsync(() => Task.FromResult(place.Entries.Count == 1));
        Task second = Relay(ledgers[1]).RunAsync(stopSecond.Token);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => ledgers[i % 2].AppendAsync(Drafts.Of(FeedbackKind.FalsePositive, (ulong)i), Drafts.Ann))));
        await UntilAsync(() => Task.FromResult(place.Entries.Count == 21));
        await Relay(ledgers[1]).FlushAsync(CancellationToken.None);
        Assert.Equal(1, place.TakenOver);
        await StopAsync(first, stopFirst);
        await ledgers[0].AppendAsync(Drafts.Of(FeedbackKind.FalsePositive), Drafts.Ann);
        await UntilAsync(() => Task.FromResult(place.Entries.Count == 22));

        Assert.Equal(Numbers(22), place.Numbers);
        await StopAsync(second, stopSecond);
    }

    [Fact]
    public async Task While_the_place_is_away_statements_wait_and_an_operator_is_told_once()
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var clock = new ManualTimeProvider();
        var ledger = new FeedbackLedger(await test.OpenAsync(), clock);
        using var stop = new CancellationTokenSource();
        int opened = 0;
        Task run = new OutboxRelay(ledger, new FakePublisher(place, step => Interlocked.Increment(ref opened) <= 4 ? Mishap.FailBefore : Mishap.None), clock, told.Enqueue).RunAsync(stop.Token);
        await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive), Drafts.Ann);

        await UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            return Task.FromResult(place.Entries.Count == 1);
        });

        Assert.Equal(2, told.Count);
        Assert.Contains("kept and waits", told.First(), StringComparison.Ordinal);
        Assert.Contains("again", told.Last(), StringComparison.Ordinal);
        await StopAsync(run, stop);
    }

    private static Arbitrary<(int Appends, Mishap Mishap, int Step, int Kept)[]> Lives =>
        (from appends in Gen.Choose(0, 4) from mishap in Gen.Elements(Enum.GetValues<Mishap>()) from step in Gen.Choose(0, 2) from kept in Gen.Frequency((4, Gen.Constant(int.MaxValue)), (1, Gen.Choose(0, 6))) select (appends, mishap, step, kept))
        .ListOf().Select(list => list.ToArray()).ToArbitrary();

    [Theory, OnSqlite, OnPostgresql]
    public async Task Wherever_a_relay_dies_and_whatever_a_place_loses_all_statements_are_there_once_in_order(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        FactStoreDatabase database = await test.OpenAsync();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20).WithEndSize(12), Prop.ForAll(Lives, lives => LiveAsync(database, lives).GetAwaiter().GetResult()));
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task An_exchanged_place_gets_the_whole_history(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        var ledger = new FeedbackLedger(await test.OpenAsync(), TimeProvider.System);
        for (int i = 0; i < 210; i++) await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive, (ulong)(i % 5)), Drafts.Ann);
        await Relay(ledger).FlushAsync(CancellationToken.None);
        var another = new FakePlace();
        await Assert.ThrowsAsync<KilledException>(() => new OutboxRelay(ledger, new FakePublisher(another, step => step == 1 ? Mishap.DieWithin : Mishap.None), TimeProvider.System, _ => { }).FlushAsync(CancellationToken.None));
        // The first place has more than the second got: that is no reason to number anew.
        Assert.Equal(0, await Relay(ledger).FlushAsync(CancellationToken.None));
        Assert.Equal(Numbers(210), place.Numbers);
        Assert.Empty(told);

        long left = await new OutboxRelay(ledger, new FakePublisher(another, _ => Mishap.None), TimeProvider.System, told.Enqueue).FlushAsync(CancellationToken.None);

        Assert.Equal(0, left);
        Assert.Equal(place.Entries, another.Entries);
        Assert.Contains("lacks 110", Assert.Single(told), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task A_database_put_back_to_an_earlier_state_uses_no_number_twice(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        FactStoreDatabase database = await test.OpenAsync();
        var ledger = new FeedbackLedger(database, TimeProvider.System);
        for (int i = 0; i < 3; i++) await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive), Drafts.Ann);
        await Relay(ledger).FlushAsync(CancellationToken.None);
        FeedbackEntry[] lost = [.. Enumerable.Range(4, 2).Select(number => Entry(number))];
        place.Add(place.Open().Owner, lost);
        // More than were lost, and said before the place was asked: their numbers are those of others there.
        await ledger.AppendAsync(Drafts.Of(FeedbackKind.TruePositive) with { RequestId = "r" }, Drafts.Ann);
        await ledger.AppendAsync(Drafts.Of(FeedbackKind.Snooze), Drafts.Ann);
        await ledger.AppendAsync(Drafts.Retraction(of: 4), Drafts.Ann);
        await ledger.AppendAsync(Drafts.Of(FeedbackKind.Schedule), Drafts.Ann);

        long left = await Relay(ledger).FlushAsync(CancellationToken.None);

        Assert.Equal(0, left);
        Assert.Equal(Numbers(9), place.Numbers);
        Assert.Contains("restored from an earlier state", Assert.Single(told), StringComparison.Ordinal);
        FeedbackState state = (await ledger.StateAsync(Drafts.Fingerprint))!;
        Assert.Equal((3, 7, 9, 9), (state.Judgement?.Sequence, state.Snooze?.Sequence, state.Schedule?.Sequence, state.Sequence));
        Assert.Equal(FeedbackState.Of(await ledger.HistoryAsync(Drafts.Fingerprint)), state);
        Assert.Equal(state, place.Entries[^1].State);
        Assert.Equal(6, place.Entries[7].Statement.Retracts);
        Assert.Equal(6, (await ledger.AppendAsync(Drafts.Of(FeedbackKind.TruePositive) with { RequestId = "r" }, Drafts.Ann)).Statement.Sequence);
        Assert.Equal(10, (await ledger.AppendAsync(Drafts.Of(FeedbackKind.TruePositive), Drafts.Ann)).Statement.Sequence);
    }

    private async Task LiveAsync(FactStoreDatabase database, (int Appends, Mishap Mishap, int Step, int Kept)[] lives)
    {
        foreach ((int appends, Mishap mishap, int at, int kept) in lives)
        {
            var ledger = new FeedbackLedger(database, TimeProvider.System);
            for (int i = 0; i < appends; i++) await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive, (ulong)(i % 2)), Drafts.Ann);
            try
            {
                await new OutboxRelay(ledger, new FakePublisher(place, step => step == at ? mishap : Mishap.None), TimeProvider.System, told.Enqueue).FlushAsync(CancellationToken.None);
            }
            catch (KilledException)
            {
            }

            place.Truncate(kept);
        }

        var last = new FeedbackLedger(database, TimeProvider.System);
        Assert.Equal(0, await Relay(last).FlushAsync(CancellationToken.None));
        Page<FeedbackStatement> all = await last.ListAsync(new FeedbackQuery { OldestFirst = true, Limit = 1_000 });
        Assert.Equal(all.Items, place.Entries.Select(entry => entry.Statement));
    }

    private static FeedbackEntry Entry(long number)
    {
        var statement = new FeedbackStatement { Sequence = number, Fingerprint = 7, Kind = FeedbackKind.TruePositive, Author = "bob", At = DateTimeOffset.UnixEpoch };
        return new FeedbackEntry(statement, FeedbackState.Of([statement]));
    }

    private OutboxRelay Relay(FeedbackLedger ledger, TimeProvider? clock = null) => new(ledger, new FakePublisher(place, _ => Mishap.None), clock ?? TimeProvider.System, told.Enqueue);

    private static IEnumerable<long> Numbers(int count) => Enumerable.Range(1, count).Select(number => (long)number);

    private static async Task StopAsync(Task run, CancellationTokenSource stop)
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        long begin = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromSeconds(30), "It did not come to that.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
