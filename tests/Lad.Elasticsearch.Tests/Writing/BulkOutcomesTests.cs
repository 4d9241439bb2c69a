using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Requests;
using Lad.Elasticsearch.Writing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.DeadLetters;
using Lad.Pipeline.Sinks;

namespace Lad.Elasticsearch.Tests.Writing;

public sealed class BulkOutcomesTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Documents_that_are_turned_away_are_sent_again_and_no_others(int status)
    {
        await using var fixture = new SinkFixture();
        HashSet<string> seen = [];
        fixture.Cluster.Item = document => document.Message.EndsWith('3') && seen.Add(document.Id) ? FakeCluster.Says(status) : null;

        _ = fixture.Write(40);
        await fixture.DeliveredAsync();

        fixture.AssertBalance(created: 40);
        Assert.Equal([40, 4], fixture.Cluster.Sizes.Select(size => size.Documents));
        Assert.Equal((4L, 2L), (fixture.Sink.Counters.Retried, fixture.Sink.Counters.Requests));
    }

    [Fact]
    public async Task What_is_there_already_counts_as_written()
    {
        await using var fixture = new SinkFixture();
        RecordBatch batch = fixture.Batch("a", "b", "c");
        await fixture.Write(batch);
        await fixture.Write(batch);

        Assert.Empty(batch.Rejections);
        fixture.AssertBalance(created: 3, duplicates: 3);
    }

    [Fact]
    public async Task A_document_that_is_refused_is_a_dead_letter_with_type_and_reason_and_the_others_go_on()
    {
        await using var fixture = new SinkFixture();
        fixture.Cluster.Item = document => document.Message == "bad" ? FakeCluster.Says(400, "document_parsing_exception", "failed to parse: " + new string('x', 5000)) : null;
        RecordBatch batch = fixture.Batch("good", "bad", "good");

        await fixture.Write(batch);

        Rejection rejection = Assert.Single(batch.Rejections);
        Assert.Equal((1, "elasticsearch-refused", 1024), (rejection.Index, rejection.Code, rejection.Reason.Length));
        Assert.StartsWith("logs-lad.scored-default: 400 document_parsing_exception: failed to parse: xxx", rejection.Reason, StringComparison.Ordinal);
        fixture.AssertBalance(created: 2, refused: 1);
    }

    [Fact]
    public async Task Refusals_are_spoken_of_once_a_minute()
    {
        await using var fixture = new SinkFixture();
        fixture.Cluster.Item = _ => FakeCluster.Says(400, "strict_dynamic_mapping_exception", "[1:2] mapping set to strict");

        await fixture.Write(50);
        await fixture.Write(50);
        string line = Assert.Single(fixture.Said);
        Assert.Contains("refuses documents (400 strict_dynamic_mapping_exception)", line, StringComparison.Ordinal);
        Assert.DoesNotContain("mapping set to strict", line, StringComparison.Ordinal);
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        await fixture.Write(50);

        Assert.Equal(2, fixture.Said.Count);
        fixture.AssertBalance(created: 0, refused: 150);
    }

    [Theory]
    [InlineData(401, "credentials")]
    [InlineData(403, "privileges")]
    [InlineData(404, "lad es setup")]
    public async Task A_target_that_takes_no_document_at_all_ends_the_sink_with_what_to_do(int status, string advice)
    {
        await using var fixture = new SinkFixture();
        fixture.Cluster.Item = document => document.Index == SinkFixture.Anomalies ? FakeCluster.Says(status, "index_not_found_exception", "no such index") : null;
        RecordBatch batch = fixture.Batch("started", "!boom", "!bang");

        SinkException thrown = await Assert.ThrowsAsync<SinkException>(() => fixture.Write(batch));

        Assert.Contains(advice, thrown.Message, StringComparison.Ordinal);
        Assert.Contains(SinkFixture.Anomalies, thrown.Message, StringComparison.Ordinal);
        Assert.Empty(batch.Rejections);
    }

    [Fact]
    public async Task One_document_among_others_that_finds_no_index_is_a_dead_letter()
    {
        await using var fixture = new SinkFixture();
        fixture.Cluster.Item = document => document.Message == "lost" ? FakeCluster.Says(404) : null;
        RecordBatch batch = fixture.Batch("started", "lost");

        await fixture.Write(batch);

        Assert.Equal(1, Assert.Single(batch.Rejections).Index);
    }

    [Fact]
    public async Task A_document_at_which_the_server_fails_is_tried_five_times_again_and_then_the_sink_ends()
    {
        await using var fixture = new SinkFixture();
        int tries = 0;
        fixture.Cluster.Item = document => document.Message == "poison" ? FakeCluster.Says(500, "null_pointer_exception") : null;
        fixture.Cluster.Before = (_, _, documents, _) => Task.FromResult(tries += documents.Count(document => document.Message == "poison"));
        _ = fixture.Write(fixture.Batch("started", "poison"));

        SinkException thrown = await Assert.ThrowsAsync<SinkException>(() => fixture.DeliveredAsync());

        Assert.Contains("null_pointer_exception", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(6, tries);
        Assert.Equal((1L, 5L), (fixture.Sink.Counters.Created, fixture.Sink.Counters.Retried));
    }

    [Fact]
    public async Task A_server_that_fails_a_few_times_loses_nothing()
    {
        await using var fixture = new SinkFixture();
        int tries = 0;
        fixture.Cluster.Item = document => document.Message == "poison" && tries++ < 5 ? FakeCluster.Says(500) : null;
        _ = fixture.Write(fixture.Batch("started", "poison"));

        await fixture.DeliveredAsync();

        fixture.AssertBalance(created: 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(302)]
    [InlineData(700)]
    public async Task A_status_that_means_nothing_ends_the_sink(int status)
    {
        await using var fixture = new SinkFixture();
        fixture.Cluster.Item = _ => FakeCluster.Says(status);

        SinkException thrown = await Assert.ThrowsAsync<SinkException>(() => fixture.Write(3));

        Assert.Contains($"status {status}", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failure_stores_had_to_do_with_it_is_counted()
    {
        await using var fixture = new SinkFixture();
        fixture.Cluster.Item = document => document.Message switch
        {
            "kept" => new BulkItem(201, FailureStoreUse.Used, null, null),
            "none" => new BulkItem(400, FailureStoreUse.NotEnabled, "document_parsing_exception", "x"),
            "failed" => new BulkItem(400, FailureStoreUse.Failed, "document_parsing_exception", "x"),
            _ => null,
        };
        RecordBatch batch = fixture.Batch("started", "kept", "kept", "none", "failed", "failed", "failed");

        await fixture.Write(batch);

        ElasticsearchSinkCounters counters = fixture.Sink.Counters;
        Assert.Equal((2L, 1L, 3L), (counters.FailureStoreUsed, counters.FailureStoreNotEnabled, counters.FailureStoreFailed));
        Assert.Equal([3, 4, 5, 6], batch.Rejections.Select(rejection => rejection.Index));
        fixture.AssertBalance(created: 3, refused: 4);
    }

    [Fact]
    public async Task Between_tries_there_are_pauses_that_grow_and_it_is_said_once_a_minute()
    {
        await using var fixture = new SinkFixture();
        fixture.Cluster.Item = _ => fixture.Cluster.Requests < 7 ? FakeCluster.Says(429, "es_rejected_execution_exception") : null;

        _ = fixture.Write(5);

        // 1, 2, 4, 8, 8 and 8 s, each a quarter shorter at most. The clock goes on while nobody looks: longer says nothing.
        TimeSpan waited = await fixture.DeliveredAsync();
        Assert.True(waited >= TimeSpan.FromSeconds(31 * 0.75));
        Assert.InRange(fixture.Said.Count, 1, 1 + (int)waited.TotalMinutes);
        Assert.All(fixture.Said, line => Assert.Contains("turns 5 documents away", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_server_asks_to_wait_is_waited()
    {
        await using var fixture = new SinkFixture();
        fixture.Cluster.RetryAfter = _ => TimeSpan.FromSeconds(20);
        fixture.Cluster.Item = _ => fixture.Cluster.Requests == 1 ? FakeCluster.Says(429) : null;
        _ = fixture.Write(5);
        Assert.True(await fixture.DeliveredAsync() >= TimeSpan.FromSeconds(20));

        fixture.Cluster.Item = _ => null;
        fixture.Cluster.Before = (number, _, _, _) => number == 2 ? throw FakeCluster.Fails(ElasticsearchFault.Throttled, TimeSpan.FromSeconds(30)) : Task.CompletedTask;
        _ = fixture.Write(5);
        Assert.True(await fixture.DeliveredAsync() >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task New_documents_go_beside_those_that_are_sent_again()
    {
        await using var fixture = new SinkFixture(SinkFixture.Quick with { BulksInFlight = 1, BulkDocuments = 10 });
        HashSet<string> seen = [];
        fixture.Cluster.Item = document => seen.Add(document.Id) && document.Message.EndsWith('7') ? FakeCluster.Says(429) : null;

        for (int i = 0; i < 10; i++) _ = fixture.Write(10);
        await fixture.DeliveredAsync();

        fixture.AssertBalance(created: 100);
        Assert.True(fixture.Cluster.Requests <= 13, $"{fixture.Cluster.Requests} requests");
    }

    [Fact]
    public async Task Documents_that_are_turned_away_for_longer_than_patience_lasts_end_the_sink()
    {
        await using var fixture = new SinkFixture(SinkFixture.Quick with { Patience = SinkFixture.Quick.Patience with { GiveUpAfter = TimeSpan.FromMinutes(1) } });
        fixture.Cluster.Item = _ => FakeCluster.Says(429, "es_rejected_execution_exception");
        _ = fixture.Write(5);

        SinkException thrown = await Assert.ThrowsAsync<SinkException>(() => fixture.DeliveredAsync());

        Assert.Contains("GiveUpAfter", thrown.Message, StringComparison.Ordinal);
    }
}
