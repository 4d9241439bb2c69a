using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Writing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Sinks;

namespace Lad.Elasticsearch.Tests.Writing;

public sealed class BulkRequestsTests
{
    [Theory]
    [InlineData(ElasticsearchFault.Unreachable)]
    [InlineData(ElasticsearchFault.TimedOut)]
    [InlineData(ElasticsearchFault.Throttled)]
    [InlineData(ElasticsearchFault.Unavailable)]
    [InlineData(ElasticsearchFault.ServerError)]
    public async Task A_request_without_an_answer_is_sent_again_whole_for_as_long_as_it_takes(ElasticsearchFault fault)
    {
        await using var fixture = new SinkFixture();
        fixture.Cluster.Before = (number, _, _, _) => number < 12 ? throw FakeCluster.Fails(fault) : Task.CompletedTask;

        _ = fixture.Write(5);
        await fixture.DeliveredAsync();

        fixture.AssertBalance(created: 5);
        Assert.Equal(13, fixture.Sink.Counters.Requests);
    }

    [Theory]
    [InlineData(ElasticsearchFault.Unauthorized)]
    [InlineData(ElasticsearchFault.Forbidden)]
    [InlineData(ElasticsearchFault.NotFound)]
    [InlineData(ElasticsearchFault.Refused)]
    [InlineData(ElasticsearchFault.Redirected)]
    [InlineData(ElasticsearchFault.Certificate)]
    public async Task A_request_that_will_never_be_taken_ends_the_sink_at_once(ElasticsearchFault fault)
    {
        await using var fixture = new SinkFixture();
        fixture.Cluster.Before = (_, _, _, _) => throw FakeCluster.Fails(fault);

        SinkException thrown = await Assert.ThrowsAsync<SinkException>(() => fixture.Write(5));

        Assert.Equal("es:logs-lad.scored-default+logs-lad.anomaly-default", thrown.Sink);
        Assert.Contains($"http://es:9200 says {fault}.", thrown.Message, StringComparison.Ordinal);
        Assert.Equal((1, 5L), (fixture.Cluster.Requests, fixture.Sink.Counters.InFlight));
        await Assert.ThrowsAsync<SinkException>(() => fixture.Write(1));
    }

    [Fact]
    public async Task An_answer_that_is_none_is_asked_for_three_times()
    {
        await using var fixture = new SinkFixture();
        fixture.Cluster.Before = (_, _, _, _) => throw FakeCluster.Fails(ElasticsearchFault.BadAnswer);
        _ = fixture.Write(5);

        await Assert.ThrowsAsync<SinkException>(() => fixture.DeliveredAsync());

        Assert.Equal(3, fixture.Cluster.Requests);
    }

    [Fact]
    public async Task An_outage_that_lasts_longer_than_patience_ends_the_sink()
    {
        await using var fixture = new SinkFixture(SinkFixture.Quick with { Patience = SinkFixture.Quick.Patience with { GiveUpAfter = TimeSpan.FromMinutes(2) } });
        fixture.Cluster.Before = (_, _, _, _) => throw FakeCluster.Fails(ElasticsearchFault.Unreachable);
        _ = fixture.Write(5);

        SinkException thrown = await Assert.ThrowsAsync<SinkException>(() => fixture.DeliveredAsync());

        Assert.Contains("GiveUpAfter", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_takes_everything_with_it_that_waits_or_is_under_way()
    {
        await using var fixture = new SinkFixture(SinkFixture.Quick with { BulksInFlight = 2, BulkDocuments = 10 });
        var broken = new TaskCompletionSource();
        fixture.Cluster.Before = async (number, _, _, cancellation) =>
        {
            if (number == 0) await Task.Delay(Timeout.Infinite, cancellation);
            await broken.Task;
            throw FakeCluster.Fails(ElasticsearchFault.Forbidden);
        };

        Task[] writes = [.. Enumerable.Range(0, 10).Select(_ => fixture.Write(10))];
        await SinkFixture.Until(() => fixture.Cluster.UnderWay == 2);
        broken.SetResult();

        foreach (Task write in writes) await Assert.ThrowsAsync<SinkException>(() => write.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_request_that_is_too_large_goes_in_parts_and_a_document_that_is_too_large_is_a_dead_letter()
    {
        await using var fixture = new SinkFixture(SinkFixture.Quick with { BulkDocuments = 1000 });
        fixture.Cluster.Before = (_, bytes, _, _) => bytes > 20_000 ? throw FakeCluster.Fails(ElasticsearchFault.TooLarge) : Task.CompletedTask;
        RecordBatch batch = fixture.Batch([.. Enumerable.Range(0, 400).Select(i => i == 123 ? new string('x', 30_000) : $"started {i}")]);

        await fixture.Write(batch);

        Rejection rejection = Assert.Single(batch.Rejections);
        Assert.Equal((123, "elasticsearch-refused"), (rejection.Index, rejection.Code));
        Assert.Equal(399, fixture.Cluster.Documents.Count);
        Assert.All(fixture.Cluster.Sizes, size => Assert.True(size.Bytes <= 20_000));
        Assert.Contains("too large", Assert.Single(fixture.Said), StringComparison.Ordinal);
        fixture.AssertBalance(created: 399, refused: 1);
    }

    [Fact]
    public async Task Parts_stay_small_for_a_server_that_takes_no_larger_ones()
    {
        await using var fixture = new SinkFixture(SinkFixture.Quick with { BulksInFlight = 1, BulkDocuments = 1000 });
        fixture.Cluster.Before = (_, bytes, _, _) => bytes > 20_000 ? throw FakeCluster.Fails(ElasticsearchFault.TooLarge) : Task.CompletedTask;

        for (int i = 0; i < 100; i++) await fixture.Write(100);

        fixture.AssertBalance(created: 10_000);
        int wasted = fixture.Cluster.Requests - fixture.Cluster.Sizes.Count;
        Assert.True(wasted * 4 < fixture.Cluster.Sizes.Count, $"{wasted} requests were refused, {fixture.Cluster.Sizes.Count} were not");
    }

    [Fact]
    public async Task A_batch_that_nobody_wants_any_more_ends_soon_and_is_not_touched_afterwards()
    {
        await using var fixture = new SinkFixture(SinkFixture.Quick with { BulksInFlight = 1, BulkDocuments = 10 });
        using var given = new CancellationTokenSource();
        fixture.Cluster.Before = (_, _, _, _) => throw FakeCluster.Fails(ElasticsearchFault.Unreachable);
        RecordBatch sent = fixture.Batch([.. Enumerable.Range(0, 10).Select(i => $"sent {i}")]);
        RecordBatch waiting = fixture.Batch([.. Enumerable.Range(0, 10).Select(i => $"waiting {i}")]);
        Task[] writes = [fixture.Sink.WriteAsync(sent, given.Token).AsTask(), fixture.Sink.WriteAsync(waiting, given.Token).AsTask()];
        await SinkFixture.Until(() => fixture.Cluster.Requests == 1);

        await given.CancelAsync();

        foreach (Task write in writes) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write.WaitAsync(TimeSpan.FromMinutes(1)));
        sent.Clear();
        waiting.Clear();
        fixture.Cluster.Before = (_, _, _, _) => Task.CompletedTask;
        await fixture.Write(10);
        Assert.Equal((10L, 20L), (fixture.Sink.Counters.Created, fixture.Sink.Counters.InFlight));
        Assert.All(fixture.Cluster.Documents.Values, source => Assert.Contains("started", source, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Closing_sends_what_waits_and_waits_for_it()
    {
        var fixture = new SinkFixture(SinkFixture.Quick with { BulkAge = TimeSpan.FromMinutes(1) });
        Task write = fixture.Write(5);
        Assert.Equal(0, fixture.Cluster.Requests);

        await fixture.DisposeAsync();

        Assert.True(write.IsCompletedSuccessfully);
        fixture.AssertBalance(created: 5);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => fixture.Write(1));
    }

    [Fact]
    public async Task Closing_gives_up_at_its_deadline()
    {
        var fixture = new SinkFixture(SinkFixture.Quick with { DrainDeadline = TimeSpan.FromSeconds(5) });
        fixture.Cluster.Before = (_, _, _, _) => throw FakeCluster.Fails(ElasticsearchFault.Unreachable);
        Task write = fixture.Write(5);
        await SinkFixture.Until(() => fixture.Cluster.Requests > 0);

        Task closing = fixture.DisposeAsync().AsTask();
        await fixture.AdvanceUntil(() => closing.IsCompleted);
        await closing;

        await Assert.ThrowsAsync<SinkException>(() => write);
        Assert.Equal(5, fixture.Sink.Counters.InFlight);
    }

    [Fact]
    public async Task A_server_that_stays_away_is_spoken_of_in_few_lines()
    {
        await using var fixture = new SinkFixture();
        fixture.Cluster.Before = (number, _, _, _) => number < 10 ? throw FakeCluster.Fails(ElasticsearchFault.Unreachable) : Task.CompletedTask;

        _ = fixture.Write(5);
        TimeSpan waited = await fixture.DeliveredAsync();

        Assert.InRange(fixture.Said.Count, 1, 2 + (int)waited.TotalMinutes);
    }
}
