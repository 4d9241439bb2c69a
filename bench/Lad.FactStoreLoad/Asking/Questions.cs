using Lad.FactStore.Anomalies;
using Lad.FactStore.Storage;
using Lad.FactStoreLoad.Filling;

namespace Lad.FactStoreLoad.Asking;

/// <summary>What people ask a fact store.</summary>
internal static class Questions
{
    private const string Model = "default/20261121T101500Z-9f2c1a00";
    private static readonly GroupQuery Usual = new() { Sparkline = TimeSpan.FromDays(1), SparklineIntervals = 24 };

    /// <summary>Questions to the archive.</summary>
    public static async Task<IReadOnlyList<Question>> OfAsync(AnomalyArchive archive, ScoredLoad load)
    {
        string deep = await DeepAsync(archive, 60).ConfigureAwait(false);
        var key = new GroupKey(ScoredLoad.Fingerprint(0), ScoredLoad.Service(0));
        return
        [
            .. Enum.GetValues<GroupOrder>().Select(order => Groups($"open groups by {order}", Usual with { Order = order })),
            .. Enum.GetValues<GroupStatus>().Where(status => status != GroupStatus.Open).Select(status => Groups($"groups that are {status}", Usual with { Status = status })),
            Groups("all groups by count, 60 minutes by the minute", Usual with { Status = GroupStatus.All, Order = GroupOrder.Count, Sparkline = TimeSpan.FromHours(1), SparklineIntervals = 60 }),
            Groups("all groups by count, 12 hours by half-hours", Usual with { Status = GroupStatus.All, Order = GroupOrder.Count, Sparkline = TimeSpan.FromHours(12) }),
            Groups("all groups by count, 7 days in 42", Usual with { Status = GroupStatus.All, Order = GroupOrder.Count, Sparkline = TimeSpan.FromDays(7), SparklineIntervals = 42 }),
            Groups("page 61 of all groups", Usual with { Status = GroupStatus.All, After = deep }),
            Groups("500 groups of a page", Usual with { Status = GroupStatus.All, Limit = 500 }),
            Groups("text in many groups", Usual with { Text = "ROTATION" }),
            Groups("text in one group", Usual with { Text = "for group 4321", Status = GroupStatus.All }),
            Groups("text in no group", Usual with { Text = "100% no such_thing", Status = GroupStatus.All }),
            Groups("of a service, fatal, by score", Usual with { Service = "service-7", Level = "fatal", Order = GroupOrder.Score }),
            new Question("one group", stop => archive.GroupAsync(key, stop)),
            new Question("its 50 latest anomalies", stop => archive.ListAsync(new AnomalyQuery { Fingerprint = key.Fingerprint, Service = key.Service }, stop)),
            new Question("its rate over a day", stop => archive.RatesAsync(key, load.End.AddDays(-1), load.End, stop)),
            new Question("the rate of all over a day", stop => archive.RatesAsync(null, load.End.AddDays(-1), load.End, stop)),
            new Question("the 50 latest anomalies", stop => archive.ListAsync(new AnomalyQuery(), stop)),
            new Question("the 50 latest of a service, error or worse", stop => archive.ListAsync(new AnomalyQuery { Service = "service-6", Level = "error" }, stop)),
            new Question("text in no anomaly: 20,000 are looked at", stop => archive.ListAsync(new AnomalyQuery { Text = "no such thing" }, stop)),
            new Question("units of the map in a day", stop => archive.UnitsAsync(Model, load.End.AddDays(-1), stop)),
            new Question("services", archive.ServicesAsync),
        ];

        Question Groups(string name, GroupQuery query) => new(name, stop => archive.GroupsAsync(query, stop));
    }

    /// <summary>Questions to the pages and the API, each read to the end.</summary>
    public static IEnumerable<Question> OfPages(HttpClient client) => new[] { "/", "/?status=all&order=count", "/?status=silenced", "/?span=7d&order=score&status=all", "/api/v1/groups" }
        .Select(path => new Question($"GET {path}", stop => client.GetByteArrayAsync(new Uri(path, UriKind.Relative), stop)));

    private static async Task<string> DeepAsync(AnomalyArchive archive, int pages)
    {
        string? after = null;
        for (int page = 0; page < pages; page++)
        {
            Page<AnomalyGroup> next = await archive.GroupsAsync(new GroupQuery { Status = GroupStatus.All, After = after }).ConfigureAwait(false);
            if (next.Next is null) break;
            after = next.Next;
        }
        return after!;
    }
}
