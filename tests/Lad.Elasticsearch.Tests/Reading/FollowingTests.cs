using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Reading;
using Lad.Elasticsearch.StandIn.Failing;
using Lad.Pipeline.Batches;

namespace Lad.Elasticsearch.Tests.Reading;

public sealed class FollowingTests
{
    private static readonly ElasticsearchSourceOptions Following = SourceFixture.Logs with { Follow = true };

    [Fact]
    public async Task What_comes_is_read_once_it_is_there()
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 5; i++) fixture.Put($"{i}", i - 5);
        await using ElasticsearchSource source = fixture.Open(Following);
        Assert.Null(await source.CountAsync(CancellationToken.None));
        Assert.Equal(5, (await SourceFixture.TakeAsync(source, 5)).Count);

        Assert.Empty(await fixture.WatchAsync(source, TimeSpan.FromMinutes(3)));
        fixture.Put("5", 0);

        Assert.Equal(["5"], (await fixture.WatchAsync(source, TimeSpan.FromSeconds(3))).Select(document => document.Id));
        Assert.InRange(fixture.Server.OpenPointsInTime, 0, 1);
    }

    [Fact]
    public async Task A_document_that_is_a_little_late_comes_with_the_next_look_and_a_later_one_with_the_next_full_one()
    {
        await using var fixture = await SourceFixture.StartAsync();
        fixture.Put("now", 0);
        await using ElasticsearchSource source = fixture.Open(Following);
        await fixture.WatchAsync(source, TimeSpan.FromSeconds(70));
        fixture.Put("newer", 0);
        await fixture.WatchAsync(source, TimeSpan.FromSeconds(5));

        fixture.Put("late", -4);
        fixture.Put("later", -55);

        Assert.Equal(["late"], (await fixture.WatchAsync(source, TimeSpan.FromSeconds(3))).Select(document => document.Id));
        Assert.Equal(["later"], (await fixture.WatchAsync(source, TimeSpan.FromSeconds(61))).Select(document => document.Id));
    }

    [Fact]
    public async Task A_document_later_than_the_overlap_is_not_found()
    {
        await using var fixture = await SourceFixture.StartAsync();
        fixture.Put("now", 0);
        await using ElasticsearchSource source = fixture.Open(Following);
        await fixture.WatchAsync(source, TimeSpan.FromMinutes(2));
        fixture.Put("newer", 0);
        await fixture.WatchAsync(source, TimeSpan.FromMinutes(2));

        fixture.Put("lost", -300);

        Assert.Empty(await fixture.WatchAsync(source, TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task A_document_of_the_far_future_is_read_once_and_hides_nothing()
    {
        await using var fixture = await SourceFixture.StartAsync();
        fixture.Server.State.Put("logs", "2099", SourceFixture.Document(new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero), "2099"));
        await using ElasticsearchSource source = fixture.Open(Following);
        Assert.Single(await fixture.WatchAsync(source, TimeSpan.FromMinutes(3)));

        fixture.Put("present", 0);

        Assert.Equal(["present"], (await fixture.WatchAsync(source, TimeSpan.FromMinutes(3))).Select(document => document.Id));
    }

    [Fact]
    public async Task An_index_that_is_not_there_yet_is_waited_for_and_that_is_said()
    {
        await using var fixture = await SourceFixture.StartAsync();
        await using ElasticsearchSource source = fixture.Open(Following);
        Assert.Empty(await fixture.WatchAsync(source, TimeSpan.FromMinutes(1)));

        fixture.Put("1", -30);

        Assert.Single(await fixture.WatchAsync(source, TimeSpan.FromSeconds(3)));
        Assert.Collection(fixture.Lines(), line => Assert.Contains("waiting for it", line, StringComparison.Ordinal), line => Assert.Equal("es:logs is there now", line));
    }

    [Fact]
    public async Task Documents_without_a_time_are_left_out_and_that_is_said_once()
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 3; i++) fixture.Server.State.Put("logs", $"none{i}", """{"message":"x"}""");
        fixture.Put("timed", 0);
        await using ElasticsearchSource source = fixture.Open(Following);

        Assert.Equal(["timed"], (await fixture.WatchAsync(source, TimeSpan.FromMinutes(2))).Select(document => document.Id));
        Assert.Equal("es:logs: 3 documents have no @timestamp and are left out, since documents are followed by their times (Elasticsearch:TimeField)", Assert.Single(fixture.Lines()));
    }

    [Fact]
    public async Task From_the_end_means_from_now_on()
    {
        await using var fixture = await SourceFixture.StartAsync();
        fixture.Put("before", -1);
        await using ElasticsearchSource source = fixture.Open(Following with { FromEnd = true });
        await fixture.WatchAsync(source, TimeSpan.FromSeconds(3));
        fixture.Put("after", 0);

        Assert.Equal(["after"], (await fixture.WatchAsync(source, TimeSpan.FromSeconds(3))).Select(document => document.Id));
    }

    [Fact]
    public async Task Snapshots_that_are_lost_in_between_and_nodes_that_fail_cost_no_document()
    {
        await using var fixture = await SourceFixture.StartAsync();
        int written = 0;
        fixture.Clock.Moved = _ =>
        {
            if (written < 600) for (int i = 0; i < 3; i++) fixture.Put($"{written++}", -(written * 7 % 20));
            if (written % 50 == 0) fixture.Server.ForgetSearchContexts();
        };
        fixture.Server.Faults.Add(new FaultRule(new RequestFault.Status(503)) { Share = 0.05 });
        fixture.Server.Faults.Add(new FaultRule(new RequestFault.ResetInAnswer()) { Share = 0.05 });
        await using ElasticsearchSource source = fixture.Open(Following with { PageSize = 10 });

        List<ReadDocument> read = await SourceFixture.TakeAsync(source, 600);

        Assert.Equal(600, read.Select(document => document.Id).Distinct().Count());
        Assert.Empty(await fixture.WatchAsync(source, TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task A_cluster_that_is_away_is_waited_for_and_gone_on_with()
    {
        await using var fixture = await SourceFixture.StartAsync();
        fixture.Put("1", 0);
        await using ElasticsearchSource source = fixture.Open(Following);
        Assert.Single(await fixture.WatchAsync(source, TimeSpan.FromSeconds(3)));
        await fixture.Server.StopAsync();

        Assert.Empty(await fixture.WatchAsync(source, TimeSpan.FromSeconds(20)));
        fixture.Put("2", 0);
        await fixture.Server.StartAgainAsync();

        Assert.Equal(["2"], (await SourceFixture.TakeAsync(source, 1)).Select(document => document.Id));
    }

    [Fact]
    public async Task Credentials_that_are_refused_end_it_at_once()
    {
        await using var fixture = await SourceFixture.StartAsync(server => server with { ApiKey = "a2V5OnNlY3JldA==" });
        await using ElasticsearchSource source = fixture.Open(Following);

        Assert.Equal(ElasticsearchFault.Unauthorized, (await Assert.ThrowsAsync<ElasticsearchException>(async () => await source.ReadAsync(new RecordBatch(8), CancellationToken.None))).Fault);
    }
}
