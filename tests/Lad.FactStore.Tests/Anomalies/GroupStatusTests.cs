using Lad.FactStore.Anomalies;
using Lad.FactStore.Feedback;
using Lad.FactStore.Storage;
using Lad.FactStore.Tests.Feedback;
using Lad.FactStore.Tests.Storage;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Anomalies;

public sealed class GroupStatusTests
{
    private readonly ManualTimeProvider clock = new();

    [Theory, OnSqlite, OnPostgresql]
    public async Task Groups_are_open_silenced_or_confirmed_by_what_is_in_force_now(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        FactStoreDatabase database = await test.OpenAsync(clock);
        var archive = new AnomalyArchive(database, clock);
        var ledger = new FeedbackLedger(database, clock);
        await archive.AddAsync([.. Enumerable.Range(1, 6).Select(number => SampleAnomaly.Of(number) with { Fingerprint = (ulong)number })]);
        await SayAsync(FeedbackKind.FalsePositive, 1);
        await SayAsync(FeedbackKind.TruePositive, 2);
        await SayAsync(FeedbackKind.Snooze, 3);
        await SayAsync(FeedbackKind.Schedule, 4);
        await SayAsync(FeedbackKind.FalsePositive, 5);
        await ledger.AppendAsync(Drafts.Retraction(null, 5), Drafts.Ann);
        await SayAsync(FeedbackKind.TruePositive, 6);
        await SayAsync(FeedbackKind.Snooze, 6);

        Assert.Equal([5, 4, 2], await ListAsync(GroupStatus.Open));
        Assert.Equal([6, 3, 1], await ListAsync(GroupStatus.Silenced));
        Assert.Equal([6, 2], await ListAsync(GroupStatus.Confirmed));
        Assert.Equal([6, 5, 4, 3, 2, 1], await ListAsync(GroupStatus.All));
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal([6, 5, 4, 3, 2], await ListAsync(GroupStatus.Open));
        Assert.Equal(FeedbackKind.TruePositive, (await archive.GroupAsync(new GroupKey(2, "store")))!.Feedback!.Judgement!.Kind);
        Assert.Null((await archive.GroupAsync(new GroupKey(5, "store")))!.Feedback);

        Task SayAsync(FeedbackKind said, ulong fingerprint) => ledger.AppendAsync(Drafts.Of(said, fingerprint, clock.GetUtcNow().AddHours(1)), Drafts.Ann);

        async Task<IEnumerable<int>> ListAsync(GroupStatus status) => (await archive.GroupsAsync(new GroupQuery { Status = status })).Items.Select(group => (int)group.Key.Fingerprint);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task A_group_of_which_something_is_in_force_is_not_forgotten(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        FactStoreDatabase database = await test.OpenAsync(clock);
        var archive = new AnomalyArchive(database, clock);
        await archive.AddAsync([SampleAnomaly.Of(1) with { Fingerprint = 1 }, SampleAnomaly.Of(2) with { Fingerprint = 2 }]);
        await new FeedbackLedger(database, clock).AppendAsync(Drafts.Of(FeedbackKind.FalsePositive, 1), Drafts.Ann);
        clock.Advance(TimeSpan.FromDays(91));
        await archive.AddAsync([SampleAnomaly.Of(3) with { Fingerprint = 3, At = SampleAnomaly.Start.AddDays(91) }]);

        Assert.Equal(2, await archive.RetainAsync(new ArchiveRetention()));

        Assert.Equal([3UL, 1UL], (await archive.GroupsAsync(new GroupQuery { Status = GroupStatus.All })).Items.Select(group => group.Key.Fingerprint));
        Assert.Equal("disk 1 lost", (await archive.GroupAsync(new GroupKey(1, "store")))!.Latest.Message);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task The_end_of_an_old_log_is_kept_to_be_looked_into(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        var archive = new AnomalyArchive(await test.OpenAsync(clock), clock);
        await archive.AddAsync([SampleAnomaly.Of(1) with { Fingerprint = 1, At = SampleAnomaly.Start.AddYears(-5) }, SampleAnomaly.Of(2) with { Fingerprint = 2, At = SampleAnomaly.Start.AddYears(-5).AddDays(-31) }]);

        Assert.Equal(1, await archive.RetainAsync(new ArchiveRetention()));

        Assert.Equal([1UL], (await archive.ListAsync(new AnomalyQuery())).Items.Select(anomaly => anomaly.Fingerprint));
    }
}
