using Lad.FactStore.Anomalies;
using Lad.FactStore.Storage;
using Lad.FactStore.Tests.Storage;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Anomalies;

public sealed class AnomalyArchiveTests
{
    private readonly ManualTimeProvider clock = new();

    [Theory, OnSqlite, OnPostgresql]
    public async Task What_is_added_is_found_with_every_member(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        AnomalyArchive archive = await ArchiveAsync(test);
        AnomalyRecord anomaly = SampleAnomaly.Of(7) with { At = SampleAnomaly.Start.AddTicks(1234567), Suppressed = "snooze", Fingerprint = ulong.MaxValue };

        Assert.Same(anomaly, Assert.Single(await archive.AddAsync([anomaly])));

        Assert.Equivalent(anomaly, await archive.FindAsync(anomaly.EventId), strict: true);
        Assert.Equivalent(anomaly, (await archive.GroupAsync(new GroupKey(ulong.MaxValue, "store")))!.Latest, strict: true);
        Assert.Null(await archive.FindAsync(SampleAnomaly.IdOf(8)));
        Assert.Null(await archive.FindAsync("' OR 1=1 --"));
        Assert.Null(await archive.GroupAsync(new GroupKey(1, "store")));
        Assert.Equal(["store"], (await archive.GroupsOfAsync(ulong.MaxValue)).Select(group => group.Key.Service));
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task Two_that_add_the_same_events_count_each_once(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        AnomalyArchive[] archives = [await ArchiveAsync(test), await ArchiveAsync(test)];
        AnomalyRecord[] anomalies = [.. Enumerable.Range(0, 400).Select(SampleAnomaly.Of)];

        IReadOnlyList<AnomalyRecord>[] added = await Task.WhenAll(Enumerable.Range(0, 8).Select(turn => Task.Run(() => archives[turn % 2].AddAsync([.. anomalies.Skip(turn * 25).Reverse()]))));

        Assert.Equal(400, added.Sum(some => some.Count));
        Assert.Equal(400, (await archives[0].GroupAsync(new GroupKey(anomalies[0].Fingerprint, "store")))!.Count);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task What_comes_into_an_empty_archive_while_its_retention_is_seen_to_is_kept_however_old_it_is(DatabaseKind kind)
    {
        for (int turn = 0; turn < 10; turn++)
        {
            await using TestDatabase test = await TestDatabase.CreateAsync(kind);
            FactStoreDatabase database = await test.OpenAsync(clock);
            var archive = new AnomalyArchive(database, clock);
            DateTimeOffset start = SampleAnomaly.Start.AddYears(-5);
            AnomalyRecord[] anomalies = [.. Enumerable.Range(0, 50).Select(SampleAnomaly.Of).Select(anomaly => anomaly with { At = anomaly.At.AddYears(-5) })];
            var key = new GroupKey(anomalies[0].Fingerprint, "store");

            await Task.WhenAll(Task.Run(() => archive.RetainAsync(new ArchiveRetention())), Task.Run(() => archive.AddAsync(anomalies)));

            Assert.Equal(50, (await archive.RatesAsync(key, start, start.AddHours(1))).Sum(minute => minute.Count));
            Assert.Equal(50, (await archive.RatesAsync(null, start, start.AddHours(1))).Sum(minute => minute.Count));
            Assert.Equal(50, (await archive.ListAsync(new AnomalyQuery { Limit = 100 })).Items.Count);
            Assert.Equal(50, (await archive.GroupAsync(key))?.Count);
            Assert.Equal(50, await database.ReadAsync(session => session.ScalarAsync<long>("SELECT COALESCE(SUM(count), 0) FROM anomaly_hours"), default));
        }
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task A_group_has_its_rate_however_long_ago_it_was(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        AnomalyArchive archive = await ArchiveAsync(test);
        DateTimeOffset at = SampleAnomaly.Start.AddYears(-5);
        await archive.AddAsync([SampleAnomaly.Of(1) with { At = at }, SampleAnomaly.Of(2) with { At = at.AddDays(-401) }]);

        Assert.Equal([new MinuteCount(at, 1)], await archive.RatesAsync(new GroupKey(SampleAnomaly.Of(1).Fingerprint, "store"), DateTimeOffset.MinValue, at.AddMinutes(1)));
    }

    [Theory, OnPostgresql]
    public async Task A_group_that_gets_an_anomaly_while_old_ones_go_is_passed_over_and_stays(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        AnomalyArchive archive = await ArchiveAsync(test);
        FactStoreDatabase other = await test.OpenAsync(clock);
        await archive.AddAsync([Old(1), Old(2), SampleAnomaly.Of(3) with { Fingerprint = 3 }]);

        await other.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("UPDATE anomaly_groups SET last_seen = @at WHERE fingerprint = 1", new { at = SampleAnomaly.Start.UtcTicks });
                return await archive.RetainAsync(new ArchiveRetention { Age = TimeSpan.FromDays(365), GroupAge = TimeSpan.FromDays(30), MaxGroups = 0 });
            },
            CancellationToken.None);

        Assert.Equal([1], (await archive.GroupsAsync(new GroupQuery { Status = GroupStatus.All })).Items.Select(group => (int)group.Key.Fingerprint));

        static AnomalyRecord Old(int number) => SampleAnomaly.Of(number) with { Fingerprint = (ulong)number, At = SampleAnomaly.Start.AddDays(-100) };
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task Hostile_texts_are_cut_and_lose_no_record(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        AnomalyArchive archive = await ArchiveAsync(test);
        string huge = new('ü', 1_000_000);
        AnomalyRecord hostile = SampleAnomaly.Of(1) with
        {
            Message = huge,
            Template = "\0'; DROP TABLE anomalies; --",
            Service = "a\0b\ud800",
            Nearest = huge,
            Model = huge,
            TraceId = huge,
            Suppressed = huge,
            Level = "\0",
            Reasons = [.. Enumerable.Repeat(huge, 100)],
            NovelWords = ["\0"],
            Words = [new WordWeight("\udc00", 1)],
        };

        Assert.Single(await archive.AddAsync([hostile]));

        AnomalyRecord kept = (await archive.FindAsync(hostile.EventId))!;
        Assert.Equal(new string('ü', AnomalyText.MaxMessage / 2), kept.Message);
        Assert.Equal(("\u2400'; DROP TABLE anomalies; --", "a\u2400b\uFFFD", ""), (kept.Template, kept.Service, kept.Level));
        Assert.Equal((AnomalyText.MaxSentences, "\u2400", "\uFFFD"), (kept.Reasons.Count, kept.NovelWords[0], kept.Words[0].Word));
        Assert.NotNull(await archive.GroupAsync(new GroupKey(hostile.Fingerprint, kept.Service)));
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task Text_is_found_whatever_its_case_and_is_no_pattern(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        AnomalyArchive archive = await ArchiveAsync(test);
        await archive.AddAsync(
        [
            SampleAnomaly.Of(1) with { Fingerprint = 1, Template = "Überlauf <*>", Message = "Überlauf 100%" },
            SampleAnomaly.Of(2) with { Fingerprint = 2, Template = "user <*>", Message = "user_name \\ x" },
            SampleAnomaly.Of(3) with { Fingerprint = 3, Template = "userXname <*>", Message = "100 times" },
        ]);

        Assert.Equal([1], await FindAsync("ÜBERLAUF"));
        Assert.Equal([1], await FindAsync("100%"));
        Assert.Equal([3, 1], await FindAsync("100"));
        Assert.Equal([2], await FindAsync("r_n"));
        Assert.Equal([2], await FindAsync("\\"));
        Assert.Equal([3, 2], await FindAsync("USER"));
        Assert.Equal([], await FindAsync("' OR ''='"));
        Assert.Equal([1], (await archive.ListAsync(new AnomalyQuery { Text = "überLAUF 100%" })).Items.Select(anomaly => (int)anomaly.Fingerprint));

        async Task<IEnumerable<int>> FindAsync(string text) => (await archive.GroupsAsync(new GroupQuery { Text = text, Status = GroupStatus.All })).Items.Select(group => (int)group.Key.Fingerprint);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task Services_that_a_log_makes_up_are_listed_up_to_a_limit_and_counted_all(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        AnomalyArchive archive = await ArchiveAsync(test);
        const int more = AnomalyArchive.MaxServices + 7;
        await archive.AddAsync([.. Enumerable.Range(0, more).Select(number => SampleAnomaly.Of(number % 60) with { EventId = SampleAnomaly.IdOf(number), Fingerprint = 1, Service = $"s{number:d4}" })]);

        Assert.Equal(Enumerable.Range(0, AnomalyArchive.MaxServices).Select(number => $"s{number:d4}"), await archive.ServicesAsync());
        Assert.Equal(AnomalyArchive.MaxServices, (await archive.GroupsOfAsync(1, int.MaxValue)).Count);
        Assert.Equal(["s0000", "s0001"], (await archive.GroupsOfAsync(1, 2)).Select(group => group.Key.Service));
        Assert.Equal([new MinuteCount(SampleAnomaly.Start, more)], await archive.RatesOfAsync(1, SampleAnomaly.Start, SampleAnomaly.Start.AddHours(1)));
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task Groups_are_chosen_by_service_level_and_time(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        AnomalyArchive archive = await ArchiveAsync(test);
        await archive.AddAsync(
        [
            SampleAnomaly.Of(1) with { Fingerprint = 1, Service = "pay", Level = "info" },
            SampleAnomaly.Of(2) with { Fingerprint = 1, Service = "shop", Level = "warn" },
            SampleAnomaly.Of(3) with { Fingerprint = 2, Service = "pay", Level = "fatal" },
        ]);

        Assert.Equal([(2, "pay"), (1, "pay")], await ListAsync(new GroupQuery { Service = "pay" }));
        Assert.Equal([(2, "pay"), (1, "shop")], await ListAsync(new GroupQuery { Level = "warn" }));
        Assert.Equal([(2, "pay"), (1, "shop")], await ListAsync(new GroupQuery { Since = SampleAnomaly.Start.AddSeconds(2) }));
        Assert.Equal(["pay", "shop"], (await archive.GroupsOfAsync(1)).Select(group => group.Key.Service));
        await Assert.ThrowsAsync<FormatException>(() => archive.GroupsAsync(new GroupQuery { After = "nonsense" }));
        string? next = (await archive.GroupsAsync(new GroupQuery { Limit = 1 })).Next;
        await Assert.ThrowsAsync<FormatException>(() => archive.GroupsAsync(new GroupQuery { Order = GroupOrder.Count, After = next }));
        await Assert.ThrowsAsync<FormatException>(() => archive.ListAsync(new AnomalyQuery { After = next }));

        async Task<IEnumerable<(int, string)>> ListAsync(GroupQuery query) => (await archive.GroupsAsync(query)).Items.Select(group => ((int)group.Key.Fingerprint, group.Key.Service));
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task A_search_that_finds_little_looks_at_so_many_a_page_and_comes_to_the_end(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        AnomalyArchive archive = await ArchiveAsync(test);
        AnomalyRecord[] many = [.. Enumerable.Range(0, 21_500).Select(number => SampleAnomaly.Of(number) with { Fingerprint = (ulong)(number % 2), Service = number % 1000 == 0 ? "rare" : "store" })];
        await archive.AddAsync([.. many.Select((anomaly, number) => number == 3 ? anomaly with { Message = "the needle" } : anomaly)]);

        Page<AnomalyRecord> first = await archive.ListAsync(new AnomalyQuery { Text = "needle" });
        Page<AnomalyRecord> second = await archive.ListAsync(new AnomalyQuery { Text = "needle", After = first.Next });
        List<AnomalyRecord> rare = await Paged.AllAsync(after => archive.ListAsync(new AnomalyQuery { Fingerprint = 0, Service = "rare", Limit = 5, After = after }));

        Assert.Empty(first.Items);
        Assert.Equal(SampleAnomaly.IdOf(3), Assert.Single(second.Items).EventId);
        Assert.Null(second.Next);
        Assert.Equal(22, rare.Count);
    }

    [Theory, OnSqlite, OnPostgresql]
    public async Task Units_of_the_map_have_their_counts_and_the_latest(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        AnomalyArchive archive = await ArchiveAsync(test);
        await archive.AddAsync([SampleAnomaly.Of(1) with { At = SampleAnomaly.Start.AddHours(-5) }, SampleAnomaly.Of(2), SampleAnomaly.Of(3) with { MapRow = -1, MapColumn = -1 }]);
        await archive.AddAsync([SampleAnomaly.Of(4) with { MapColumn = 2 }, SampleAnomaly.Of(5) with { Model = "other/1" }, SampleAnomaly.Of(6) with { At = SampleAnomaly.Start }]);

        IReadOnlyList<UnitCount> units = await archive.UnitsAsync(SampleAnomaly.Of(1).Model, SampleAnomaly.Start);

        Assert.Equal([(3, 2, 1, SampleAnomaly.IdOf(4)), (3, 17, 2, SampleAnomaly.IdOf(2))], units.Select(unit => (unit.Row, unit.Column, unit.Count, unit.Latest.EventId)));
        Assert.Equal(3, (await archive.UnitsAsync(SampleAnomaly.Of(1).Model, SampleAnomaly.Start.AddHours(-6)))[1].Count);
    }

    private async Task<AnomalyArchive> ArchiveAsync(TestDatabase test) => new(await test.OpenAsync(clock), clock);
}
