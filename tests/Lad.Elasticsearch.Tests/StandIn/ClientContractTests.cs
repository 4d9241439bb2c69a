using System.Text;
using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.StandIn;

namespace Lad.Elasticsearch.Tests.StandIn;

/// <summary>Every call of the product's client, against servers of every kind: what it sends and what it gets is as the contract has it.</summary>
public sealed class ClientContractTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [ContractTheory]
    [InlineData("7.17.28", false)]
    [InlineData("8.15.0", false)]
    [InlineData("9.1.3", false)]
    [InlineData("2.19.1", true)]
    [InlineData("7.5.2", false)]
    public async Task Requests_and_answers_are_as_the_contract_has_them(string version, bool openSearch)
    {
        await using StandInServer server = await StandInServer.StartAsync(new() { Version = Version.Parse(version), OpenSearch = openSearch });
        using var client = new ElasticsearchClient(new() { Nodes = server.Urls }, TimeProvider.System);
        var body = new StringBuilder();
        for (int i = 0; i < 10; i++) body.Append("{\"create\":{\"_index\":\"logs\",\"_id\":\"").Append(i).Append("\"}}\n{\"@timestamp\":").Append(1_795_219_200_000 + i).Append("}\n");

        ServerInfo info = await client.InfoAsync(default);
        BulkAnswer created = await client.BulkAsync(Encoding.UTF8.GetBytes(body.ToString()), 10, default);
        BulkAnswer again = await client.BulkAsync(Encoding.UTF8.GetBytes(body.ToString()), 10, default);
        long count = await client.CountAsync("logs", """{"range":{"@timestamp":{"gte":"1795219200005","format":"epoch_millis"}}}"""u8.ToArray(), default);

        Assert.Equal((Version.Parse(version), openSearch), (info.Version, info.IsOpenSearch));
        Assert.All(created.Items, item => Assert.Equal(201, item.Status));
        Assert.All(again.Items, item => Assert.Equal(409, item.Status));
        Assert.Equal(5, count);
        Assert.True(await client.ExistsAsync("logs", default));
        Assert.False(await client.ExistsAsync("none", default));
        Assert.Equal(10, info.HasPointInTime ? await ReadAsync(client) : await ScrollAsync(client));
        Assert.Equal((0, 0), (server.OpenPointsInTime, server.OpenScrolls));
        server.AssertContract();
    }

    private static async Task<int> ReadAsync(ElasticsearchClient client)
    {
        int hits = 0;
        string pointInTime = await client.OpenPointInTimeAsync("logs", Minute, default);
        for (int slice = 0; slice < 2; slice++)
        {
            byte[] after = [];
            while (true)
            {
                using SearchPage page = await client.SearchAsync(new SearchQuery { PointInTime = pointInTime, Query = "{\"match_all\":{}}"u8.ToArray(), Size = 3, After = after, Slice = (slice, 2) }, default);
                pointInTime = page.PointInTime!;
                if (page.Count == 0) break;
                hits += page.Count;
                after = page.Sort(page.Count - 1).ToArray();
            }
        }

        await client.ClosePointInTimeAsync(pointInTime, default);
        await client.ClosePointInTimeAsync(pointInTime, default);
        await Assert.ThrowsAsync<ElasticsearchException>(() => client.SearchAsync(new SearchQuery { PointInTime = pointInTime, Query = "{\"match_all\":{}}"u8.ToArray() }, default));
        return hits;
    }

    private static async Task<int> ScrollAsync(ElasticsearchClient client)
    {
        int hits = 0;
        string scroll;
        using (SearchPage first = await client.SearchAsync(new SearchQuery { Index = "logs", ScrollKeepAlive = Minute, Query = "{\"match_all\":{}}"u8.ToArray(), Size = 4 }, default)) (hits, scroll) = (first.Count, first.ScrollId!);
        while (true)
        {
            using SearchPage page = await client.ScrollAsync(scroll, Minute, default);
            if (page.Count == 0) break;
            hits += page.Count;
            scroll = page.ScrollId!;
        }

        await client.EndScrollAsync(scroll, default);
        await client.EndScrollAsync(scroll, default);
        return hits;
    }
}
