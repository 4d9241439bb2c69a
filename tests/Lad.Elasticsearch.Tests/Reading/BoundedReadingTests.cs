using Lad.Elasticsearch.Connections;
using Lad.Elasticsearch.Reading;
using Lad.Elasticsearch.StandIn.Failing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sources;

namespace Lad.Elasticsearch.Tests.Reading;

public sealed class BoundedReadingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Every_document_comes_once_in_the_order_of_time(int pageSize)
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 100; i++) fixture.Put($"id{i}", -(i * 37 % 50));
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { PageSize = pageSize });

        Assert.Equal(100, await source.CountAsync(CancellationToken.None));
        List<ReadDocument> read = await SourceFixture.ReadAllAsync(source, 8);

        Assert.Equal(100, read.Select(document => document.Id).Distinct().Count());
        Assert.Equal(100, read.Count);
        Assert.Equal(read.Select(document => document.Time).Order(), read.Select(document => document.Time));
        Assert.Equal((100L, read.Sum(document => (long)document.Source.Length)), (source.Counters.Records, source.Counters.Bytes));
        Assert.False(await source.ReadAsync(new RecordBatch(8), CancellationToken.None));
        Assert.Equal(0, fixture.Server.OpenPointsInTime);
    }

    [Fact]
    public async Task A_record_is_the_document_as_it_is_with_its_id_index_time_and_an_identity_of_its_own()
    {
        await using var fixture = await SourceFixture.StartAsync();
        const string document = """{"@timestamp" : "2026-11-20T12:00:00.125+01:00", "message":"umläut \u00e4" }""";
        fixture.Server.State.Put("logs", "a/b \"c\"", document);
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs);

        ReadDocument read = Assert.Single(await SourceFixture.ReadAllAsync(source));

        Assert.Equal(document, read.Source);
        Assert.Equal(("a/b \"c\"", "logs"), (read.Id, read.Index));
        Assert.Equal(new DateTime(2026, 11, 20, 11, 0, 0, 125, DateTimeKind.Utc), read.Time);
        Assert.Equal(EventId.Of("logs"u8, "a/b \"c\""u8).ToString(), read.EventId);
    }

    [Fact]
    public async Task Times_bound_the_run_the_first_included_and_the_last_not()
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 10; i++) fixture.Put($"{i}", i);
        DateTimeOffset start = fixture.Clock.GetUtcNow();

        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { Since = start.AddSeconds(2), Until = start.AddSeconds(5) });

        Assert.Equal(["2", "3", "4"], (await SourceFixture.ReadAllAsync(source)).Select(document => document.Id));
    }

    [Fact]
    public async Task The_first_documents_are_enough_where_no_more_are_wanted()
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 50; i++) fixture.Put($"{i:00}", i);
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { MaxDocuments = 17, PageSize = 10 });

        Assert.Equal(17, await source.CountAsync(CancellationToken.None));
        Assert.Equal(Enumerable.Range(0, 17).Select(i => $"{i:00}"), (await SourceFixture.ReadAllAsync(source, 5)).Select(document => document.Id));
    }

    [Fact]
    public async Task Documents_without_a_time_come_last_and_only_where_no_times_are_asked_for()
    {
        await using var fixture = await SourceFixture.StartAsync();
        fixture.Server.State.Put("logs", "none", """{"message":"x"}""");
        fixture.Put("timed", 3);
        await using ElasticsearchSource all = fixture.Open(SourceFixture.Logs);
        await using ElasticsearchSource since = fixture.Open(SourceFixture.Logs with { Since = fixture.Clock.GetUtcNow() });

        List<ReadDocument> read = await SourceFixture.ReadAllAsync(all);

        Assert.Equal(["timed", "none"], read.Select(document => document.Id));
        Assert.Equal(0, read[1].Time.Ticks);
        Assert.Equal(["timed"], (await SourceFixture.ReadAllAsync(since)).Select(document => document.Id));
    }

    [Theory]
    [InlineData("logs-app-default")]
    [InlineData("logs-a*,metrics")]
    [InlineData("everything")]
    public async Task Data_streams_patterns_lists_and_aliases_are_read(string expression)
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 5; i++) fixture.Put($"{i}", i, "logs-app-default");
        fixture.Server.State.RollOver("logs-app-default");
        for (int i = 5; i < 9; i++) fixture.Put($"{i}", i, "logs-app-default");
        fixture.Server.State.CreateIndex("metrics");
        fixture.Server.State.CreateAlias("everything", [.. fixture.Server.State.Indices]);
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { Index = expression });

        List<ReadDocument> read = await SourceFixture.ReadAllAsync(source);

        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"{i}"), read.Select(document => document.Id));
        Assert.Equal(2, read.Select(document => document.Index).Distinct().Count());
    }

    [Theory]
    [InlineData("", "cart", new[] { "1", "3" })]
    [InlineData("message:4", "", new[] { "4" })]
    [InlineData("""{"ids":{"values":["2","3"]}}""", "", new[] { "2", "3" })]
    [InlineData("""{"ids":{"values":["2","3"]}}""", "cart", new[] { "3" })]
    public async Task Only_documents_that_match_are_read(string query, string service, string[] expected)
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 1; i < 5; i++) fixture.Put($"{i}", i, service: i % 2 == 0 ? "shop" : "cart");
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { Query = query, Service = service });

        Assert.Equal(expected, (await SourceFixture.ReadAllAsync(source)).Select(document => document.Id));
    }

    [Fact]
    public async Task Slices_are_merged_in_the_order_of_time()
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 500; i++) fixture.Put($"id{i}", -(i * 37 % 100));
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { Slices = 4, PageSize = 20 });

        List<ReadDocument> read = await SourceFixture.ReadAllAsync(source);

        Assert.Equal(500, read.Select(document => document.Id).Distinct().Count());
        Assert.Equal(500, read.Count);
        Assert.Equal(read.Select(document => document.Time).Order(), read.Select(document => document.Time));
    }

    [Fact]
    public async Task A_point_in_time_that_expired_is_opened_anew_and_nothing_is_missing_or_twice()
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 300; i++) fixture.Put($"id{i}", -(i * 37 % 100));
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { PageSize = 20 });

        List<ReadDocument> read = await SourceFixture.TakeAsync(source, 130);
        fixture.Clock.Advance(TimeSpan.FromMinutes(2));
        read.AddRange(await SourceFixture.ReadAllAsync(source));

        Assert.Equal(300, read.Select(document => document.EventId).Distinct().Count());
        Assert.Equal(300, read.Count);
        Assert.Equal((2L, 1L), (source.ElasticsearchCounters.Sweeps, source.ElasticsearchCounters.LostSnapshots));
        Assert.InRange(source.ElasticsearchCounters.Repeats, 1, 200);
        Assert.Contains("reading goes on with a new snapshot", Assert.Single(fixture.Lines()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_that_are_too_large_are_asked_for_in_smaller_ones()
    {
        await using var fixture = await SourceFixture.StartAsync(client: options => options with { MaxResponseBytes = 20_000 });
        string filler = new('x', 1000);
        for (int i = 0; i < 200; i++) fixture.Server.State.Put("logs", $"{i:000}", $$"""{"@timestamp":{{1_700_000_000_000 + i}},"message":"{{(i is > 50 and < 60 ? filler + filler + filler + filler : filler)}}"}""");
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs);

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i:000}"), (await SourceFixture.ReadAllAsync(source)).Select(document => document.Id));
    }

    [Fact]
    public async Task A_document_beyond_the_limit_is_cut_and_flagged()
    {
        await using var fixture = await SourceFixture.StartAsync();
        fixture.Server.State.Put("logs", "long", $$"""{"@timestamp":1700000000000,"message":"{{new string('ä', 1000)}}"}""");
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { MaxRecordBytes = 300 });

        ReadDocument read = Assert.Single(await SourceFixture.ReadAllAsync(source));

        Assert.Equal(RecordFlags.Truncated, read.Flags);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(read.Source), 299, 300);
        Assert.EndsWith("ä", read.Source, StringComparison.Ordinal);
        Assert.Equal(1, source.Counters.TruncatedRecords);
    }

    [Fact]
    public async Task Trouble_that_passes_is_waited_for_and_partial_answers_are_not_taken()
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 100; i++) fixture.Put($"id{i}", -i);
        fixture.Server.Faults.Next(new RequestFault.Status(503), 2, request => request.IsSearch);
        fixture.Server.Faults.Next(new RequestFault.FailedShards(1), 1, request => request.IsSearch);
        fixture.Server.Faults.Next(new RequestFault.FailedShards(1, Always: true), 1, request => request.IsSearch);
        fixture.Server.Faults.Next(new RequestFault.TimedOut(Always: true), 1, request => request.IsSearch);
        fixture.Server.Faults.Next(new RequestFault.ResetInAnswer(), 1, request => request.IsSearch);
        fixture.Server.Faults.Next(new RequestFault.Truncated(), 1, request => request.IsSearch);
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { PageSize = 9 });

        Assert.Equal(100, (await SourceFixture.ReadAllAsync(source)).Select(document => document.Id).Distinct().Count());
        Assert.Equal(100, source.Counters.Records);
    }

    [Theory]
    [InlineData("missing", "", 404, "Check the index's name")]
    [InlineData("logs", """{"nonsense":{}}""", 400, "unknown query [nonsense]")]
    public async Task What_nobody_mends_is_an_error_at_once(string index, string query, int status, string reason)
    {
        await using var fixture = await SourceFixture.StartAsync();
        fixture.KeepsContract = query.Length == 0;
        fixture.Put("1", 0);
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs with { Index = index, Query = query });

        ElasticsearchException failure = await Assert.ThrowsAsync<ElasticsearchException>(async () => await source.ReadAsync(new RecordBatch(8), CancellationToken.None));

        Assert.Equal(status, failure.Status);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Giving_up_a_wait_ends_it_at_once_and_loses_nothing()
    {
        await using var fixture = await SourceFixture.StartAsync();
        for (int i = 0; i < 20; i++) fixture.Put($"{i:00}", i);
        FaultRule silence = fixture.Server.Faults.Next(new RequestFault.Silence(), 1, request => request.IsSearch);
        await using ElasticsearchSource source = fixture.Open(SourceFixture.Logs);
        using var stop = new CancellationTokenSource();
        var batch = new RecordBatch(64);
        Task<bool> read = source.ReadAsync(batch, stop.Token).AsTask();
        while (silence.Hits == 0) await Task.Delay(5);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(0, batch.Count);
    }

    [Fact]
    public void Options_out_of_range_are_all_named_at_once()
    {
        var options = new ElasticsearchSourceOptions { Index = " ", TimeField = "", Follow = true, Until = DateTimeOffset.UnixEpoch, MaxDocuments = 0, PageSize = 0, Slices = 2, KeepAlive = TimeSpan.Zero, Overlap = TimeSpan.FromDays(8), Query = "{", MaxRecordBytes = 1, MaxIds = 1, PollInterval = TimeSpan.Zero };
        Assert.Equal(12, options.Validate().Count);
        Assert.Empty(SourceFixture.Logs.Validate());
    }
}
