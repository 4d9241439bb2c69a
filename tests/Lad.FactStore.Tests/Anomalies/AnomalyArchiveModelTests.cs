using FsCheck;
using FsCheck.Fluent;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Storage;
using Lad.FactStore.Tests.Storage;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Anomalies;

/// <summary>Whatever comes in, in whatever order, again or not, and whatever is removed: the archive says what the model says.</summary>
public sealed class AnomalyArchiveModelTests
{
    private static readonly string[] Levels = ["", "info", "error", "fatal"];
    private static readonly string[] Services = ["", "pay", "Öl"];

    [Theory, OnSqlite, OnPostgresql]
    public async Task Any_history_comes_to_what_the_model_says(DatabaseKind kind)
    {
        await using TestDatabase test = await TestDatabase.CreateAsync(kind);
        var clock = new ManualTimeProvider();
        FactStoreDatabase database = await test.OpenAsync(clock);
        Gen<int[]> batch = Gen.Choose(0, 1_000_000).ArrayOf();
        Gen<(int Retention, int[] Batch)> step = Gen.Frequency(
            (4, batch.Select(numbers => (0, numbers))),
            (1, Gen.Choose(1, 1_000).Select(retention => (retention, Array.Empty<int>()))));
        Prop.ForAll(Arb.From(step.ArrayOf()), history => RunAsync(database, clock, history).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(25).WithEndSize(40));
    }

    private static async Task RunAsync(FactStoreDatabase database, ManualTimeProvider clock, (int Retention, int[] Batch)[] history)
    {
        await EmptyAsync(database);
        var archive = new AnomalyArchive(database, clock);
        var model = new ArchiveModel();
        foreach ((int retention, int[] batch) in history)
        {
            if (retention > 0)
            {
                ArchiveRetention limits = Limits(retention);
                Assert.Equal(model.Retain(limits, clock.GetUtcNow()), await archive.RetainAsync(limits));
                continue;
            }
            AnomalyRecord[] anomalies = [.. batch.Select(Anomaly)];
            Assert.Equal(model.Add(anomalies), (await archive.AddAsync(anomalies)).Select(anomaly => anomaly.EventId));
        }
        await SameAsync(model, archive, clock.GetUtcNow());
    }

    private static async Task SameAsync(ArchiveModel model, AnomalyArchive archive, DateTimeOffset now)
    {
        foreach (GroupOrder order in Enum.GetValues<GroupOrder>())
        {
            List<AnomalyGroup> groups = await Paged.AllAsync(after => archive.GroupsAsync(new GroupQuery { Order = order, Status = GroupStatus.All, Limit = 3, After = after }));
            Assert.Equal(model.Groups(order).Select(Facts), groups.Select(Facts));
        }
        Assert.Equal(model.Latest.Select(anomaly => anomaly.EventId), (await Paged.AllAsync(after => archive.ListAsync(new AnomalyQuery { Limit = 7, After = after }))).Select(anomaly => anomaly.EventId));
        IEnumerable<string> severe = model.Latest.Where(anomaly => anomaly.Level is "error" or "fatal" && anomaly.Suppressed.Length == 0).Select(anomaly => anomaly.EventId);
        Assert.Equal(severe, (await Paged.AllAsync(after => archive.ListAsync(new AnomalyQuery { Level = "error", IncludeSuppressed = false, Limit = 2, After = after }))).Select(anomaly => anomaly.EventId));
        Assert.Equal(model.Keys.Select(key => key.Service).Distinct().Order(StringComparer.Ordinal), await archive.ServicesAsync());
        Assert.Equal(model.Rates(null), await archive.RatesAsync(null, now.AddDays(-9), now.AddDays(9)));
        foreach (GroupKey key in model.Keys) Assert.Equal(model.Rates(key), await archive.RatesAsync(key, now.AddDays(-9), now.AddDays(9)));
        foreach (TimeSpan unit in new[] { TimeSpan.FromMinutes(1), TimeSpan.FromHours(1) })
        {
            Page<AnomalyGroup> lined = await archive.GroupsAsync(new GroupQuery { Status = GroupStatus.All, Sparkline = unit * 10, SparklineIntervals = 10 });
            foreach (AnomalyGroup group in lined.Items) Assert.Equal(model.Sparkline(group.Key, unit, 10, now), group.Sparkline);
        }
    }

    private static (GroupKey, string, DateTimeOffset, DateTimeOffset, long, long, double, double, string) Facts(AnomalyGroup group) =>
        (group.Key, group.Level, group.FirstSeen, group.LastSeen, group.Count, group.Suppressed, group.LowestScore, group.HighestScore, group.Latest.EventId);

    // Few events, groups and times, so that much comes again and falls together. One event is always the same anomaly.
    private static AnomalyRecord Anomaly(int number)
    {
        int id = number % 300;
        return SampleAnomaly.Of(id) with
        {
            At = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero).AddMinutes(-(id * 7919 % 600)).AddSeconds(id % 3 * 20),
            Fingerprint = id % 2 == 0 ? 1UL : ulong.MaxValue - (ulong)(id % 3),
            Service = Services[id % 5 % 3],
            Level = Levels[id % 7 % 4],
            Score = 0.9 + (id % 9 * 0.01),
            Suppressed = id % 4 == 0 ? "snooze" : "",
        };
    }

    private static ArchiveRetention Limits(int number) => new()
    {
        Age = TimeSpan.FromMinutes(number % 4 == 0 ? 100_000 : number % 700),
        MaxAnomalies = number % 3 == 0 ? 1_000 : number % 50,
        GroupAge = TimeSpan.FromMinutes(number % 5 == 0 ? number % 300 : 100_000),
        MaxGroups = number % 7 == 0 ? number % 5 : 1_000,
    };

    private static async Task EmptyAsync(FactStoreDatabase database)
    {
        foreach (string table in new[] { "anomalies", "anomaly_groups", "anomaly_latest", "anomaly_minutes", "anomaly_hours", "anomaly_totals", "anomaly_units" })
            await database.WriteAsync(session => session.ExecuteAsync($"DELETE FROM {table}"), CancellationToken.None);
        await database.WriteAsync(session => session.ExecuteAsync("UPDATE counters SET value = 0 WHERE name = 'anomalies'"), CancellationToken.None);
    }
}
