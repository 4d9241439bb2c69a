using Lad.Elasticsearch.Reading;
using Lad.Elasticsearch.StandIn;
using Lad.Elasticsearch.StandIn.Failing;
using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.Tests.Reading;

/// <summary>Servers without the point in time that is used elsewhere.</summary>
public sealed class ScrollTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_bounded_run_reads_by_scroll_and_says_so_once(int slices)
    {
        await using var fixture = await SourceFixture.StartAsync(OpenSearch);
        for (int i = 0; i < 100; i++) fixture.Put($"id{i}", -(i * 37 % 50));
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { PageSize = 7, Slices = slices });

        List<ReadDocument> read = await SourceFixture.ReadAllAsync(source);

        Assert.Equal(100, read.Select(document => document.Id).Distinct().Count());
        Assert.Equal(100, read.Count);
        Assert.Equal(read.Select(document => document.Time).Order(), read.Select(document => document.Time));
        Assert.Contains("OpenSearch 2.19.1 has no point in time", Assert.Single(fixture.Lines()), StringComparison.Ordinal);
        Assert.Equal(0, fixture.Server.OpenScrolls);
    }

    [Fact]
    public async Task An_old_server_is_followed_by_scroll_too()
    {
        await using var fixture = await SourceFixture.StartAsync(options => options with { Version = new Version(7, 10, 2) });
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { Follow = true, PageSize = 7 });
        Assert.Empty(await fixture.WatchAsync(source, TimeSpan.FromSeconds(3)));
        for (int i = 0; i < 30; i++) fixture.Put($"id{i}", -(i % 5));

        Assert.Equal(30, (await fixture.WatchAsync(source, TimeSpan.FromSeconds(3))).Count);
        fixture.Put("late", -50);

        Assert.Single(await fixture.WatchAsync(source, TimeSpan.FromSeconds(61)));
        Assert.Equal(3, fixture.Lines().Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_serves_is_found_out_without_the_right_to_ask(bool isOpenSearch)
    {
        await using var fixture = await SourceFixture.StartAsync(options => isOpenSearch ? OpenSearch(options) : options);
        fixture.KeepsContract = !isOpenSearch;
        fixture.Server.Faults.Add(new FaultRule(new RequestFault.Status(403)) { When = request => request.Path == "/" });
        for (int i = 0; i < 20; i++) fixture.Put($"id{i}", -i);
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { PageSize = 7 });

        Assert.Equal(20, (await SourceFixture.ReadAllAsync(source)).Count);
        Assert.Equal(isOpenSearch ? ["The server has no point in time as this program uses it: it is read by scroll, which does the same at a somewhat higher cost"] : [], fixture.Lines());
    }

    [Fact]
    public async Task A_page_of_a_scroll_that_is_lost_on_the_way_is_not_passed_over()
    {
        await using var fixture = await SourceFixture.StartAsync(options => OpenSearch(options) with { Nodes = 2 });
        for (int i = 0; i < 100; i++) fixture.Put($"id{i}", -i);
        fixture.Server.Faults.Next(new RequestFault.LostAnswer(), 2, IsNextPage);
        fixture.Server.Faults.Next(new RequestFault.ResetInAnswer(), 2, IsNextPage);
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { PageSize = 7 });

        List<ReadDocument> read = await SourceFixture.ReadAllAsync(source);

        Assert.Equal(100, read.Select(document => document.Id).Distinct().Count());
        Assert.Equal(100, read.Count);
    }

    [Fact]
    public async Task A_page_of_a_scroll_that_is_too_large_makes_the_next_scroll_one_of_smaller_pages()
    {
        await using var fixture = await SourceFixture.StartAsync(OpenSearch, options => options with { MaxResponseBytes = 20_000 });
        string filler = new('x', 3000);
        for (int i = 0; i < 60; i++) fixture.Server.State.Put("logs", $"{i:000}", $$"""{"@timestamp":{{1_700_000_000_000 + i}},"message":"{{(i > 20 ? filler : "short")}}"}""");
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { PageSize = 20 });

        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"{i:000}"), (await SourceFixture.ReadAllAsync(source)).Select(document => document.Id));
    }

    private static bool IsNextPage(ApiRequest request) => request.IsSearch && request.Path.EndsWith("/scroll", StringComparison.Ordinal);

    private static StandInOptions OpenSearch(StandInOptions options) => options with { OpenSearch = true, Version = new Version(2, 19, 1) };
}
