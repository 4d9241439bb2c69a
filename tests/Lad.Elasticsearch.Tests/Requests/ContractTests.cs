using System.Globalization;
using System.Text;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.StandIn;

namespace Lad.Elasticsearch.Tests.Requests;

/// <summary>Every request that the client can send, against a server that holds it and its own answer against the contract.</summary>
public sealed class ContractTests
{
    private static readonly byte[] All = """{"match_all":{}}"""u8.ToArray();

    [Theory]
    [InlineData("7.17.0")]
    [InlineData("9.1.3")]
    public async Task Every_request_and_answer_keeps_to_the_contract(string version)
    {
        await using StandInServer server = await StandInServer.StartAsync(new StandInOptions { Version = Version.Parse(version) });
        using ElasticsearchClient client = Client(server);

        Assert.Equal(Version.Parse(version), (await client.InfoAsync(CancellationToken.None)).Version);
        BulkAnswer bulk = await client.BulkAsync(Documents(50), 50, CancellationToken.None);
        Assert.All(bulk.Items, item => Assert.Equal(201, item.Status));
        Assert.Equal(409, (await client.BulkAsync(Documents(1), 1, CancellationToken.None)).Items[0].Status);
        Assert.Equal(50, await client.CountAsync("logs-*", All, CancellationToken.None));
        Assert.True(await client.ExistsAsync("logs-a", CancellationToken.None));
        Assert.False(await client.ExistsAsync("logs-b", CancellationToken.None));
        Assert.Equal(50, (await ReadInPointInTimeAsync(client)).Distinct().Count());
        Assert.Equal(50, (await ReadInScrollAsync(client)).Distinct().Count());

        Assert.Equal((0, 0), (server.OpenPointsInTime, server.OpenScrolls));
        server.AssertContract();
    }

    [Fact]
    public async Task Slices_of_a_point_in_time_are_read_side_by_side()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using ElasticsearchClient client = Client(server);
        await client.BulkAsync(Documents(100), 100, CancellationToken.None);

        List<string>[] slices = await Task.WhenAll(Enumerable.Range(0, 3).Select(slice => ReadInPointInTimeAsync(client, (slice, 3))));

        Assert.Equal(100, slices.SelectMany(slice => slice).Distinct().Count());
        Assert.Equal(100, slices.Sum(slice => slice.Count));
        server.AssertContract();
    }

    [Fact]
    public async Task Credentials_of_each_kind_let_in_and_wrong_ones_do_not()
    {
        await using StandInServer server = await StandInServer.StartAsync(new StandInOptions { ApiKey = "a2V5", User = "lad", Password = "p:w", Token = "tok" });

        foreach (Credentials right in new Credentials[] { new Credentials.ApiKey("a2V5"), new Credentials.Basic("lad", "p:w"), new Credentials.Bearer("tok") })
        {
            using ElasticsearchClient client = Client(server, right);
            await client.InfoAsync(CancellationToken.None);
        }
        foreach (Credentials? wrong in new[] { null, new Credentials.ApiKey("eA=="), (Credentials)new Credentials.Basic("lad", "pw"), new Credentials.Bearer("no") })
        {
            using ElasticsearchClient client = Client(server, wrong);
            ElasticsearchException failure = await Assert.ThrowsAsync<ElasticsearchException>(() => client.InfoAsync(CancellationToken.None));
            Assert.Equal(ElasticsearchFault.Unauthorized, failure.Fault);
        }
        server.AssertContract();
    }

    private static ElasticsearchClient Client(StandInServer server, Credentials? credentials = null) =>
        new(new ElasticsearchOptions { Nodes = server.Urls, Credentials = credentials }, TimeProvider.System);

    private static async Task<List<string>> ReadInPointInTimeAsync(ElasticsearchClient client, (int, int)? slice = null)
    {
        var ids = new List<string>();
        string? pointInTime = await client.OpenPointInTimeAsync("logs-*", TimeSpan.FromMinutes(1), CancellationToken.None);
        byte[] after = [];
        while (true)
        {
            using SearchPage page = await client.SearchAsync(new SearchQuery { PointInTime = pointInTime, Query = All, Size = 7, After = after, Slice = slice }, CancellationToken.None);
            pointInTime = page.PointInTime ?? pointInTime;
            if (page.Count == 0) break;
            AddIds(page, ids);
            after = page.Sort(page.Count - 1).ToArray();
        }
        // The second time it is gone already.
        for (int times = 0; times < 2; times++) await client.ClosePointInTimeAsync(pointInTime, CancellationToken.None);
        return ids;
    }

    private static async Task<List<string>> ReadInScrollAsync(ElasticsearchClient client)
    {
        var ids = new List<string>();
        SearchPage page = await client.SearchAsync(new SearchQuery { Index = "logs-*", ScrollKeepAlive = TimeSpan.FromMinutes(1), Query = All, Size = 7 }, CancellationToken.None);
        while (page.Count > 0)
        {
            AddIds(page, ids);
            string scroll = page.ScrollId!;
            page.Dispose();
            page = await client.ScrollAsync(scroll, TimeSpan.FromMinutes(1), CancellationToken.None);
        }
        for (int times = 0; times < 2; times++) await client.EndScrollAsync(page.ScrollId!, CancellationToken.None);
        page.Dispose();
        return ids;
    }

    private static void AddIds(SearchPage page, List<string> ids)
    {
        for (int i = 0; i < page.Count; i++)
        {
            Assert.NotNull(page.Time(i));
            ids.Add(Encoding.UTF8.GetString(page.Id(i)));
        }
    }

    private static byte[] Documents(int count) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, count).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"create\":{{\"_index\":\"logs-a\",\"_id\":\"id{i}\"}}}}\n{{\"@timestamp\":\"2026-11-21T00:00:{i % 60:00}.000Z\",\"message\":\"m {i}\"}}\n"))));
}
