using System.Globalization;
using System.Text.Json;
using Lad.Elasticsearch.StandIn;
using Lad.Pipeline.Tests;

namespace Lad.Elasticsearch.Tests.StandIn;

public sealed class PointInTimeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Search_after_gives_every_document_once_in_order_across_shards_and_equal_times(int pageSize)
    {
        await using StandInServer server = await StandInServer.StartAsync(new() { Shards = 3 });
        using var requests = new StandInRequests(server);
        for (int i = 0; i < 100; i++) server.State.Put(i % 2 == 0 ? "logs-a" : "logs-b", $"id{i}", Document(i / 10));

        List<string> ids = await requests.ReadAllAsync(await requests.PointInTimeAsync("logs-*"), pageSize);

        Assert.Equal(100, ids.Distinct().Count());
        Assert.Equal(100, ids.Count);
        Assert.Equal(ids.Select(Decade).Order(), ids.Select(Decade));
        server.AssertContract();
    }

    [Fact]
    public async Task A_point_in_time_sees_neither_what_comes_later_nor_what_is_overwritten_or_deleted()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);
        for (int i = 0; i < 10; i++) server.State.Put("logs", $"id{i}", Document(i));
        string before = await requests.PointInTimeAsync("logs");

        server.State.Put("logs", "id11", Document(11));
        server.State.Put("logs", "id3", Document(99));
        string between = await requests.PointInTimeAsync("logs");
        server.State.Delete("logs");

        Assert.Equal(10, (await requests.ReadAllAsync(before, 3)).Count);
        List<string> later = await requests.ReadAllAsync(between, 3);
        Assert.Equal(11, later.Count);
        Assert.Equal("id3", later[^1]);
    }

    [Fact]
    public async Task Slices_are_disjoint_and_complete()
    {
        await using StandInServer server = await StandInServer.StartAsync();
        using var requests = new StandInRequests(server);
        for (int i = 0; i < 200; i++) server.State.Put("logs", $"id{i}", Document(i));
        string id = await requests.PointInTimeAsync("logs");

        var slices = new List<List<string>>();
        for (int slice = 0; slice < 4; slice++) slices.Add(await requests.ReadAllAsync(id, 13, $$"""  "slice":{"id":"{{slice}}","max":4},"""));

        Assert.All(slices, slice => Assert.InRange(slice.Count, 1, 199));
        Assert.Equal(200, slices.Sum(slice => slice.Count));
        Assert.Equal(200, slices.SelectMany(slice => slice).Distinct().Count());
        server.AssertContract();
    }

    [Fact]
    public async Task One_that_is_not_used_expires_and_use_keeps_it_alive()
    {
        var clock = new ManualTimeProvider();
        await using StandInServer server = await StandInServer.StartAsync(new() { Clock = clock });
        using var requests = new StandInRequests(server);
        server.State.Put("logs", "1", Document(1));
        string id = await requests.PointInTimeAsync("logs");

        clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Single(await requests.ReadAllAsync(id, 10));
        clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Single(await requests.ReadAllAsync(id, 10));
        clock.Advance(TimeSpan.FromSeconds(61));
        (int status, JsonElement body) = await requests.SendAsync("POST", "/_search", $$"""{"pit":{"id":"{{id}}"} }""");

        Assert.Equal(404, status);
        Assert.Equal("search_context_missing_exception", body.GetProperty("error").GetProperty("root_cause")[0].GetProperty("type").GetString());
        Assert.Equal(0, server.OpenPointsInTime);
        server.AssertContract();
    }

    [Fact]
    public async Task Documents_are_found_only_after_a_refresh()
    {
        var clock = new ManualTimeProvider();
        await using StandInServer server = await StandInServer.StartAsync(new() { Clock = clock, RefreshInterval = TimeSpan.FromSeconds(1) });
        using var requests = new StandInRequests(server);
        server.State.Put("logs", "1", Document(1));

        Assert.Empty(await requests.ReadAllAsync(await requests.PointInTimeAsync("logs"), 10));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(await requests.ReadAllAsync(await requests.PointInTimeAsync("logs"), 10));
    }

    private static string Document(int seconds) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"@timestamp":"{{new DateTime(2026, 11, 21).AddSeconds(seconds):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","message":"line {{seconds}}"}""");

    private static int Decade(string id) => int.Parse(id[2..], CultureInfo.InvariantCulture) / 10;
}
