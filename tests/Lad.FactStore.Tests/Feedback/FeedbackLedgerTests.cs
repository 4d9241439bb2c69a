using Lad.FactStore.Anomalies;
using Lad.FactStore.Auditing;
using Lad.FactStore.Feedback;
using Lad.FactStore.Storage;
using Lad.FactStore.Tests.Anomalies;
using Lad.FactStore.Tests.Storage;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Feedback;

public sealed class FeedbackLedgerTests
{
    private readonly ManualTimeProvider clock = new();

    [Theory, OnSqlite, OnPostgresql]
    public async Task A_statement_is_kept_as_it_was_said_with_what_is_in_force_since(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        var ledger = new FeedbackLedger(await test.OpenAsync(clock), clock);
        FeedbackDraft draft = Drafts.Of(FeedbackKind.Snooze, until: clock.GetUtcNow().AddHours(1)) with { Service = "api", Model = "default/1", EventId = new string('A', 32), Reason = "known; see \"runbook\" ✓" };

        FeedbackEntry entry = await ledger.AppendAsync(draft, Drafts.Ann);

        FeedbackStatement statement = Assert.Single(await ledger.HistoryAsync(Drafts.Fingerprint));
        Assert.Equal(entry.Statement, statement);
        Assert.Equal((1, "ann", clock.GetUtcNow(), draft.Message, "api", "default/1", draft.Reason, draft.Until), (statement.Sequence, statement.Author, statement.At, statement.Message, statement.Service, statement.Model, statement.Reason, statement.Until));
        Assert.Equal(entry.State, await ledger.StateAsync(Drafts.Fingerprint));
        Assert.Equal(statement, entry.State.Snooze);
        Assert.Null(await ledger.StateAsync(7));
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task A_retraction_brings_back_what_was_in_force_before(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        var ledger = new FeedbackLedger(await test.OpenAsync(clock), clock);
        await ledger.AppendAsync(Drafts.Of(FeedbackKind.TruePositive), Drafts.Ann);
        await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive), Drafts.Ann);

        FeedbackEntry entry = await ledger.AppendAsync(Drafts.Retraction(of: 2), Drafts.Ann);

        Assert.Equal((3, 1), (entry.Statement.Sequence, entry.State.Judgement?.Sequence));
        Assert.Equal("", entry.Statement.Message);
    }

    public static TheoryData<string, string, FeedbackDraft> Nonsense => new()
    {
        { "until", "must say until when", Drafts.Of(FeedbackKind.Snooze) with { Until = null } },
        { "until", "has passed", Drafts.Of(FeedbackKind.Snooze) with { Until = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero) } },
        { "until", "longer than 10 years", Drafts.Of(FeedbackKind.Snooze) with { Until = new DateTimeOffset(2036, 11, 22, 0, 0, 0, TimeSpan.Zero) } },
        { "until", "Only a snooze", Drafts.Of(FeedbackKind.FalsePositive) with { Until = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero) } },
        { "schedule", "at which hours", Drafts.Of(FeedbackKind.Schedule) with { Schedule = null } },
        { "retracts", "no statement 9", Drafts.Retraction(of: 9) },
        { "retracts", "another fingerprint", Drafts.Retraction(of: 1, fingerprint: 5) },
        { "retracts", "is a retraction", Drafts.Retraction(of: 3) },
        { "retracts", "retracted already", Drafts.Retraction(of: 2) },
        { "fingerprint", "nothing to retract", Drafts.Retraction(of: null, fingerprint: 5) },
        { "reason", "2001 characters", Drafts.Of(FeedbackKind.FalsePositive) with { Reason = new string('x', 2001) } },
        { "requestId", "65 characters", Drafts.Of(FeedbackKind.FalsePositive) with { RequestId = new string('x', 65) } },
        { "eventId", "hexadecimal", Drafts.Of(FeedbackKind.FalsePositive) with { EventId = "../../etc/passwd" } },
        { "kind", "not known", Drafts.Of((FeedbackKind)17) },
    };

    [Fact]
    public async Task Nonsense_is_refused_with_its_reason_and_leaves_no_trace()
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        FactStoreDatabase database = await test.OpenAsync(clock);
        var ledger = new FeedbackLedger(database, clock);
        await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive), Drafts.Ann);
        await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive), Drafts.Ann);
        await ledger.AppendAsync(Drafts.Retraction(of: 2), Drafts.Ann);

        foreach (object[] row in (IEnumerable<object[]>)Nonsense)
        {
            var refused = await Assert.ThrowsAsync<FeedbackRefusedException>(() => ledger.AppendAsync((FeedbackDraft)row[2], Drafts.Ann));
            Assert.Equal(row[0], refused.Field);
            Assert.Contains((string)row[1], refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(4, (await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive), Drafts.Ann)).Statement.Sequence);
        Assert.Equal(4, (await new AuditTrail(database, clock).ListAsync(null, 100)).Items.Count);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task A_request_that_comes_again_makes_one_statement_and_gets_the_same_entry(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        var ledger = new FeedbackLedger(await test.OpenAsync(clock), clock);
        FeedbackDraft draft = Drafts.Of(FeedbackKind.FalsePositive) with { RequestId = "click-1" };

        FeedbackEntry[] entries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ledger.AppendAsync(draft, Drafts.Ann))));
        FeedbackEntry next = await ledger.AppendAsync(Drafts.Of(FeedbackKind.TruePositive), Drafts.Ann);
        FeedbackEntry again = await ledger.AppendAsync(draft, Drafts.Ann);

        Assert.All([.. entries, again], entry => Assert.Equal(entries[0], entry));
        Assert.Equal(2, next.Statement.Sequence);
        var refused = await Assert.ThrowsAsync<FeedbackRefusedException>(() => ledger.AppendAsync(draft with { Kind = FeedbackKind.TruePositive }, Drafts.Ann));
        Assert.Equal("requestId", refused.Field);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task Numbers_have_no_gaps_and_are_seen_in_their_order_with_several_stores_on_one_database(DatabaseKind kind)
    {
        const int Statements = 120;
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        FeedbackLedger[] ledgers = [.. (await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => test.OpenAsync())))).Select(database => new FeedbackLedger(database, clock))];
        using var done = new CancellationTokenSource();
        Task<bool> watch = Task.Run(async () =>
        {
            // What commits later has a later number: whoever has seen one has seen all before it.
            bool isInOrder = true;
            while (!done.IsCancellationRequested) isInOrder &= IsWithoutGaps(await ledgers[0].Outbox.NextAsync(1_000, CancellationToken.None));
            return isInOrder;
        });

        FeedbackEntry[] entries = await Task.WhenAll(Enumerable.Range(0, Statements).Select(i => Task.Run(async () =>
        {
            // Every fifth asks for nonsense meanwhile, which must not leave a gap.
            if (i % 5 == 0) await Assert.ThrowsAsync<FeedbackRefusedException>(() => ledgers[i % 3].AppendAsync(Drafts.Retraction(of: 100_000), Drafts.Ann));
            return await ledgers[i % 3].AppendAsync(Drafts.Of(FeedbackKind.FalsePositive, (ulong)(i % 7)), Drafts.Ann);
        })));
        await done.CancelAsync();

        Assert.True(await watch);
        Assert.Equal(Enumerable.Range(1, Statements).Select(number => (long)number), entries.Select(entry => entry.Statement.Sequence).Order());
        Assert.Equal(Statements, (await ledgers[1].BacklogAsync()).Entries);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task Pages_tell_all_statements_once_the_latest_first(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        var ledger = new FeedbackLedger(await test.OpenAsync(clock), clock);
        for (int i = 0; i < 7; i++) await ledger.AppendAsync(Drafts.Of(i % 2 == 0 ? FeedbackKind.FalsePositive : FeedbackKind.Schedule, (ulong)(i % 3)), Drafts.Ann);

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], await NumbersAsync(ledger, new FeedbackQuery { Limit = 3 }));
        Assert.Equal([7, 4, 1], await NumbersAsync(ledger, new FeedbackQuery { Fingerprint = 0, Limit = 2 }));
        Assert.Equal([6, 4, 2], await NumbersAsync(ledger, new FeedbackQuery { Kind = FeedbackKind.Schedule }));
        Assert.Equal([7, 6, 5, 4, 3, 2], await NumbersAsync(ledger, new FeedbackQuery { InForce = true, Limit = 1 }));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], await NumbersAsync(ledger, new FeedbackQuery { OldestFirst = true, Limit = 3 }));
        Assert.Equal(FeedbackKind.Schedule, (await ledger.FindAsync(4))?.Kind);
        Assert.Null(await ledger.FindAsync(8));
        Assert.Equal("after", (await Assert.ThrowsAsync<FeedbackRefusedException>(() => ledger.ListAsync(new FeedbackQuery { After = "'; DROP TABLE" }))).Field);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task All_that_is_in_force_is_told_by_fingerprint(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        var ledger = new FeedbackLedger(await test.OpenAsync(clock), clock);
        ulong[] fingerprints = [ulong.MaxValue, 1UL << 63, 0, long.MaxValue, 3, 2];
        foreach (ulong fingerprint in fingerprints) await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive, fingerprint), Drafts.Ann);
        await ledger.AppendAsync(Drafts.Retraction(of: null, fingerprint: 2), Drafts.Ann);

        Assert.Equal([0, 3, long.MaxValue, 1UL << 63, ulong.MaxValue], await ledger.StatesAsync().Select(state => state.Fingerprint).ToListAsync());
        Assert.True((await ledger.StateAsync(2))?.IsEmpty);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task What_is_in_force_is_counted_by_its_kind(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        var ledger = new FeedbackLedger(await test.OpenAsync(clock), clock);
        Assert.Equal(new FeedbackTally(0, 0, 0, 0), await ledger.TallyAsync());
        foreach (ulong fingerprint in new[] { 1UL, 2UL, ulong.MaxValue }) await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive, fingerprint), Drafts.Ann);
        await ledger.AppendAsync(Drafts.Of(FeedbackKind.TruePositive, 2), Drafts.Ann);
        await ledger.AppendAsync(Drafts.Of(FeedbackKind.Schedule, 2), Drafts.Ann);
        await ledger.AppendAsync(Drafts.Of(FeedbackKind.Snooze, 3, clock.GetUtcNow().AddHours(1)), Drafts.Ann);
        await ledger.AppendAsync(Drafts.Of(FeedbackKind.Snooze, 4, clock.GetUtcNow().AddHours(3)), Drafts.Ann);
        await ledger.AppendAsync(Drafts.Retraction(of: null, fingerprint: 1), Drafts.Ann);
        clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(new FeedbackTally(FalsePositives: 1, TruePositives: 1, Snoozes: 1, Schedules: 1), await ledger.TallyAsync());
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task Hostile_text_is_kept_and_does_nothing(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        var ledger = new FeedbackLedger(await test.OpenAsync(clock), clock);
        string hostile = "'; DROP TABLE statements; -- \0 \ud800 \u202e <script> 😀";

        FeedbackEntry entry = await ledger.AppendAsync(Drafts.Of(FeedbackKind.FalsePositive) with { Message = hostile + new string('x', 1 << 20), Reason = hostile, Service = hostile, RequestId = hostile }, Drafts.Ann);

        FeedbackStatement kept = Assert.Single(await ledger.HistoryAsync(Drafts.Fingerprint));
        Assert.Equal(entry.Statement, kept);
        Assert.Equal("'; DROP TABLE statements; -- \u2400 \ufffd \u202e <script> 😀", kept.Reason);
        Assert.Empty(kept.Validate());
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task A_statement_without_a_message_gets_that_of_an_anomaly(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        FactStoreDatabase database = await test.OpenAsync(clock);
        var ledger = new FeedbackLedger(database, clock);
        await new AnomalyArchive(database, clock).AddAsync([SampleAnomaly.Of(1), SampleAnomaly.Of(2) with { Service = "api" }, SampleAnomaly.Of(3)]);
        FeedbackDraft draft = Drafts.Of(FeedbackKind.FalsePositive, SampleAnomaly.Of(1).Fingerprint) with { Message = "" };

        FeedbackStatement latest = (await ledger.AppendAsync(draft, Drafts.Ann)).Statement;
        FeedbackStatement ofService = (await ledger.AppendAsync(draft with { Service = "api" }, Drafts.Ann)).Statement;
        FeedbackStatement ofEvent = (await ledger.AppendAsync(draft with { EventId = SampleAnomaly.IdOf(1) }, Drafts.Ann)).Statement;
        FeedbackStatement unknown = (await ledger.AppendAsync(draft with { Fingerprint = 5 }, Drafts.Ann)).Statement;

        Assert.Equal(("disk 3 lost", "store", SampleAnomaly.Of(3).Model, SampleAnomaly.IdOf(3)), (latest.Message, latest.Service, latest.Model, latest.EventId));
        Assert.Equal(("disk 2 lost", "api"), (ofService.Message, ofService.Service));
        Assert.Equal("disk 1 lost", ofEvent.Message);
        Assert.Equal("", unknown.Message);
    }

    [Theory, OnSqlite]
    public async Task What_an_anomaly_says_too_long_of_is_left_out_and_the_statement_can_be_read_by_all(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        FactStoreDatabase database = await test.OpenAsync(clock);
        await new AnomalyArchive(database, clock).AddAsync([SampleAnomaly.Of(1) with { Model = new string('m', FeedbackStatement.MaxName + 1) }]);

        FeedbackEntry entry = await new FeedbackLedger(database, clock).AppendAsync(Drafts.Of(FeedbackKind.FalsePositive, SampleAnomaly.Of(1).Fingerprint) with { Message = "" }, Drafts.Ann);

        Assert.Equal(("disk 1 lost", ""), (entry.Statement.Message, entry.Statement.Model));
        Assert.Empty(entry.Statement.Validate());
        Assert.Equal(1, FeedbackJson.Read(FeedbackJson.Write(entry)).Statement.Sequence);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task The_trail_tells_who_said_what(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        FactStoreDatabase database = await test.OpenAsync(clock);
        var trail = new AuditTrail(database, clock);
        await new FeedbackLedger(database, clock).AppendAsync(Drafts.Of(FeedbackKind.FalsePositive) with { Reason = "nightly" }, Drafts.Ann);
        await trail.EnterAsync(Drafts.Ann, "model.rollback", "default", "to 20261121T101500Z-9f2c1a00");

        Page<AuditEntry> first = await trail.ListAsync(null, 1);
        Page<AuditEntry> second = await trail.ListAsync(first.Next, 1);

        Assert.Equal(("ann", "model.rollback", "default"), (first.Items[0].Actor, first.Items[0].Action, first.Items[0].Subject));
        Assert.Equal(("feedback.false-positive", "9f2c000000000001", "statement 1: nightly"), (second.Items[0].Action, second.Items[0].Subject, second.Items[0].Detail));
        Assert.Null(second.Next);
    }

    private static bool IsWithoutGaps(IReadOnlyList<FeedbackEntry> entries) => entries.Select((entry, i) => entry.Statement.Sequence == i + 1).All(holds => holds);

    private static async Task<List<long>> NumbersAsync(FeedbackLedger ledger, FeedbackQuery query)
    {
        List<long> numbers = [];
        for (string? after = null; ;)
        {
            Page<FeedbackStatement> page = await ledger.ListAsync(query with { After = after });
            numbers.AddRange(page.Items.Select(statement => statement.Sequence));
            if ((after = page.Next) is null) return numbers;
        }
    }
}
