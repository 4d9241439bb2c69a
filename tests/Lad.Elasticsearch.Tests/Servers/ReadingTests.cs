using System.Globalization;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Reading;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.Tests.Reading;
using Lad.Pipeline.Sources.Cursors;
using Lad.Pipeline.Tests;

namespace Lad.Elasticsearch.Tests.Servers;

/// <summary>Reading, on a server that stands in and on a real one.</summary>
public sealed class ReadingTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    [ServerTheory]
    public async Task The_server_says_what_it_is_and_has_points_in_time(ServerKind kind)
    {
        await using SearchServer server = await SearchServer.StartAsync(kind);

        ServerInfo info = await server.Client.InfoAsync(CancellationToken.None);

        Assert.True(info.HasPointInTime, info.ToString());
    }

    [ServerTheory]
    public async Task Documents_of_several_indices_are_read_once_in_the_order_of_time(ServerKind kind)
    {
        await using SearchServer server = await SearchServer.StartAsync(kind);
        string one = server.Index("read-one"), two = server.Index("read-two");
        await server.PutAsync(one, Documents(Enumerable.Range(0, 500).Where(i => i % 3 > 0)));
        await server.PutAsync(two, Documents(Enumerable.Range(0, 500).Where(i => i % 3 == 0)));
        await using ElasticsearchSource source = Open(server, new ElasticsearchSourceOptions { Index = $"{one},{two}", PageSize = 70, Slices = 3 });

        Assert.Equal(500, await source.CountAsync(CancellationToken.None));
        List<ReadDocument> read = await SourceFixture.ReadAllAsync(source);

        Assert.Equal(Enumerable.Range(0, 500).Select(Id), read.Select(document => document.Id));
        Assert.Equal(500, read.Select(document => document.EventId).Distinct().Count());
    }

    [ServerTheory]
    public async Task A_span_a_service_and_a_query_choose(ServerKind kind)
    {
        await using SearchServer server = await SearchServer.StartAsync(kind);
        string index = server.Index("choose");
        await server.PutAsync(index, Documents(Enumerable.Range(0, 100)));
        ElasticsearchSourceOptions span = new() { Index = index, Since = Begin.AddSeconds(10), Until = Begin.AddSeconds(20) };

        Assert.Equal(Enumerable.Range(10, 10).Select(Id), await ReadAsync(server, span));
        Assert.Equal(["010", "012", "014", "016", "018"], await ReadAsync(server, span with { Service = "shop" }));
        Assert.Equal(["015"], await ReadAsync(server, span with { Query = """{"match":{"message":{"query":"015"} } }""" }));
        Assert.Equal(["016", "017", "018", "019"], await ReadAsync(server, span with { Since = await LatestDocuments.SinceAsync(server.Client, span with { MaxDocuments = 4 }, TimeProvider.System, CancellationToken.None) }));
    }

    [ServerTheory]
    public async Task An_index_that_is_followed_gives_each_document_once_across_a_restart(ServerKind kind)
    {
        await using SearchServer server = await SearchServer.StartAsync(kind);
        using var directory = new TemporaryDirectory();
        string index = server.Index("follow");
        ElasticsearchSourceOptions options = new() { Index = index, Follow = true, PageSize = 20, PollInterval = TimeSpan.FromMilliseconds(50), CursorInterval = TimeSpan.Zero };
        DateTimeOffset now = DateTimeOffset.UtcNow;
        await server.PutAsync(index, Enumerable.Range(0, 50).Select(i => (Id(i), now.AddMilliseconds(i - 1000), "shop")));

        List<string> read = [.. await FollowAsync(30)];
        read.AddRange(await FollowAsync(20));
        await server.PutAsync(index, Enumerable.Range(50, 50).Select(i => (Id(i), now.AddMilliseconds(i - 1000), "shop")));
        read.AddRange(await FollowAsync(50));

        Assert.Equal(Enumerable.Range(0, 100).Select(Id), read.Order(StringComparer.Ordinal));

        async Task<IEnumerable<string>> FollowAsync(int count)
        {
            await using ElasticsearchSource source = Open(server, options, new FileCursorStore(Path.Combine(directory.Path, "cursor")));
            return [.. (await SourceFixture.TakeAsync(source, count)).Select(document => document.Id)];
        }
    }

    private static ElasticsearchSource Open(SearchServer server, ElasticsearchSourceOptions options, ICursorStore? cursor = null) => new(server.Client, options, new Patience { Longest = TimeSpan.FromSeconds(1) }, TimeProvider.System, cursor);

    private static async Task<IEnumerable<string>> ReadAsync(SearchServer server, ElasticsearchSourceOptions options)
    {
        await using ElasticsearchSource source = Open(server, options);
        return (await SourceFixture.ReadAllAsync(source)).Select(document => document.Id);
    }

    private static string Id(int number) => number.ToString("000", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Id, DateTimeOffset Time, string Service)> Documents(IEnumerable<int> numbers) => numbers.Select(i => (Id(i), Begin.AddSeconds(i), i % 2 == 0 ? "shop" : "bank"));
}
