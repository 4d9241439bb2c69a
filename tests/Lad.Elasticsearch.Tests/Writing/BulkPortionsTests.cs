using Lad.Elasticsearch.Writing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;

namespace Lad.Elasticsearch.Tests.Writing;

public sealed class BulkPortionsTests
{
    [Fact]
    public async Task Every_verdict_is_a_document_under_its_events_id_and_anomalies_are_there_again()
    {
        await using var fixture = new SinkFixture();
        RecordBatch batch = fixture.Batch("started", "!boom", "started");

        await fixture.Write(batch);

        Assert.Equal(
            [(SinkFixture.Scored, 0), (SinkFixture.Anomalies, 1), (SinkFixture.Scored, 1), (SinkFixture.Scored, 2)],
            fixture.Cluster.Documents.Keys.Select(key => (key.Index, Enumerable.Range(0, 3).Single(i => batch.EventIdOf(i).ToString() == key.Id))).OrderBy(key => key.Item2).ThenBy(key => key.Index, StringComparer.Ordinal));
        string id = batch.EventIdOf(1).ToString();
        Assert.Equal(fixture.Cluster.Documents[(SinkFixture.Scored, id)], fixture.Cluster.Documents[(SinkFixture.Anomalies, id)]);
        fixture.AssertBalance(created: 4);
    }

    [Theory]
    [InlineData(null, SinkFixture.Anomalies, false, 1)]
    [InlineData(SinkFixture.Scored, null, true, 1)]
    [InlineData(SinkFixture.Scored, SinkFixture.Anomalies, true, 2)]
    [InlineData(SinkFixture.Scored, null, false, 3)]
    public async Task What_is_not_wanted_is_not_written(string? scored, string? anomalies, bool anomaliesAlone, int documents)
    {
        await using var fixture = new SinkFixture(SinkFixture.Quick with { ScoredIndex = scored, AnomaliesIndex = anomalies, Emit = anomaliesAlone ? Emit.Anomalies : Emit.All });

        await fixture.Write(fixture.Batch("started", "!boom", "started"));
        await fixture.Write(fixture.Batch());

        fixture.AssertBalance(created: documents);
    }

    [Fact]
    public async Task Batches_share_requests_up_to_the_bytes_and_large_documents_have_requests_of_their_own()
    {
        await using var fixture = new SinkFixture(SinkFixture.Quick with { BulkAge = TimeSpan.FromSeconds(1), BulkBytes = 64 * 1024, BulkDocuments = 100_000 });

        for (int i = 0; i < 20; i++) _ = fixture.Write(50);
        _ = fixture.Write(fixture.Batch("small", new string('x', 100_000), "small"));
        await fixture.DeliveredAsync();

        fixture.AssertBalance(created: 1003);
        Assert.Equal(1003, fixture.Cluster.Documents.Count);
        (int Bytes, int Documents) large = Assert.Single(fixture.Cluster.Sizes, size => size.Bytes > 64 * 1024);
        Assert.Equal(1, large.Documents);
        Assert.True(fixture.Cluster.Sizes.Count(size => size.Bytes > 56 * 1024) >= 4, "requests are to be full");
    }

    [Fact]
    public async Task A_request_has_so_many_documents_at_most()
    {
        await using var fixture = new SinkFixture(SinkFixture.Quick with { BulkAge = TimeSpan.FromSeconds(1), BulkDocuments = 7 });

        for (int i = 0; i < 10; i++) _ = fixture.Write(5);
        await fixture.DeliveredAsync();

        fixture.AssertBalance(created: 50);
        Assert.Equal(Enumerable.Repeat(7, 7).Append(1), fixture.Cluster.Sizes.Select(size => size.Documents).OrderDescending());
    }

    [Fact]
    public async Task A_document_waits_for_others_no_longer_than_its_age()
    {
        await using var fixture = new SinkFixture(SinkFixture.Quick with { BulkAge = TimeSpan.FromMilliseconds(200) });

        Task first = fixture.Write(1);
        fixture.Clock.Advance(TimeSpan.FromMilliseconds(150));
        Task second = fixture.Write(1);
        fixture.Clock.Advance(TimeSpan.FromMilliseconds(49));
        Assert.Equal(0, fixture.Cluster.Requests);
        fixture.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Task.WhenAll(first, second);

        Assert.Equal([2], fixture.Cluster.Sizes.Select(size => size.Documents));
    }

    [Fact]
    public async Task Batches_with_little_in_them_do_not_wait_for_their_age_once_many_are_there()
    {
        await using var fixture = new SinkFixture(SinkFixture.Quick with { BulkAge = TimeSpan.FromMinutes(1) });

        Task[] writes = [.. Enumerable.Range(0, fixture.Sink.BatchesOnTheWay).Select(_ => fixture.Write(1))];
        await Task.WhenAll(writes);

        fixture.AssertBalance(created: fixture.Sink.BatchesOnTheWay);
    }

    [Fact]
    public async Task No_more_requests_than_allowed_are_on_their_way_and_batches_wait_behind_them()
    {
        var gate = new TaskCompletionSource();
        await using var fixture = new SinkFixture(SinkFixture.Quick with { BulksInFlight = 3, BulkDocuments = 10 });
        fixture.Cluster.Before = (_, _, _, _) => gate.Task;

        Task[] writes = [.. Enumerable.Range(0, 20).Select(_ => fixture.Write(10))];
        await SinkFixture.Until(() => fixture.Cluster.UnderWay == 3);
        Assert.All(writes, write => Assert.False(write.IsCompleted));
        Assert.Equal(200, fixture.Sink.Counters.InFlight);
        gate.SetResult();
        await Task.WhenAll(writes);

        Assert.Equal(3, fixture.Cluster.MostUnderWay);
        fixture.AssertBalance(created: 200);
    }

    [Fact]
    public async Task A_batch_is_delivered_when_the_last_of_its_documents_is()
    {
        var gates = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource()).ToArray();
        await using var fixture = new SinkFixture(SinkFixture.Quick with { BulkDocuments = 10 });
        fixture.Cluster.Before = (number, _, _, _) => gates[number].Task;

        Task write = fixture.Write(30);
        await SinkFixture.Until(() => fixture.Cluster.UnderWay == 3);
        gates[2].SetResult();
        gates[0].SetResult();
        await SinkFixture.Until(() => fixture.Sink.Counters.Created == 20);
        Assert.False(write.IsCompleted);
        gates[1].SetResult();

        await write;
    }

    [Fact]
    public void What_is_wrong_with_the_options_is_said_all_at_once()
    {
        var options = new ElasticsearchSinkOptions { ScoredIndex = "Logs", AnomaliesIndex = "", BulkBytes = 1, BulkDocuments = 0, BulksInFlight = 0, BulkAge = TimeSpan.FromHours(1), DrainDeadline = TimeSpan.FromDays(2) };

        Assert.Equal(7, options.Validate().Count());
        Assert.Empty(new ElasticsearchSinkOptions().Validate());
        Assert.Single(new ElasticsearchSinkOptions { ScoredIndex = null, AnomaliesIndex = null }.Validate());
        Assert.Single(new ElasticsearchSinkOptions { ScoredIndex = "lad", AnomaliesIndex = "lad" }.Validate());
        Assert.Throws<ArgumentException>(() => new SinkFixture(options));
    }
}
