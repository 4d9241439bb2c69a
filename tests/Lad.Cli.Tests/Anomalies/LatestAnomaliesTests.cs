using System.Text;
using System.Text.Json;
using Lad.Cli.Anomalies;
using Lad.Cli.Tests.Models;
using Lad.Detection;
using Lad.Detection.Parsing;
using Lad.Detection.Scoring;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Tests;

namespace Lad.Cli.Tests.Anomalies;

public sealed class LatestAnomaliesTests : IDisposable
{
    private static readonly SourceStream Stream = new("app.log", "file-1");
    private static readonly Detector Detector = new(SampleModels.Of(SampleModels.Template("started <*>")));
    private readonly ManualTimeProvider clock = new();
    private readonly LatestAnomalies latest;

    public LatestAnomaliesTests() => latest = new LatestAnomalies(clock);

    public void Dispose() => latest.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Fact]
    public async Task Anomalies_are_kept_with_what_is_known_of_them_and_nothing_else_is()
    {
        RecordBatch batch = Batch(("started 7", 0.2), ("boom at 0x1F", 0.999), ("started 8", 0.995), ("rejected", 0.999));
        batch.Parsed[1].Level = Severity.Error;
        batch.Parsed[1].Service = batch.Store("shop"u8);
        batch.Assessments[2] = batch.Assessments[2] with { Template = 0 };
        batch.Suppressions[2] = Suppression.FalsePositive;
        batch.Reject(3, "x", "y");

        await latest.WriteAsync(batch, default);

        IReadOnlyList<LatestAnomaly> kept = latest.Take();
        Assert.Equal(["started 8", "boom at 0x1F"], kept.Select(one => one.Message));
        Assert.Equal(("started <*>", "false-positive", "", ""), (kept[0].Template, kept[0].Suppressed, kept[0].Service, kept[0].Level));
        Assert.Equal(("shop", "error", 0.999, 0.99, "shop", "v2", ""), (kept[1].Service, kept[1].Level, kept[1].Score, kept[1].Threshold, kept[1].Model, kept[1].Version, kept[1].Suppressed));
        Assert.StartsWith("boom at <", kept[1].Template, StringComparison.Ordinal);
        Assert.Equal(clock.GetUtcNow().UtcDateTime, kept[1].Time);
    }

    [Fact]
    public async Task A_flood_is_counted_and_the_next_second_is_seen_again()
    {
        RecordBatch flood = Batch([.. Enumerable.Range(0, 120).Select(i => ($"boom {i}", 0.999))]);
        await latest.WriteAsync(flood, default);

        Assert.Equal((LatestAnomalies.Capacity, 120 - LatestAnomalies.MostInASecond), (latest.Take().Count, (int)latest.LeftOut));
        Assert.Equal("boom 49", latest.Take()[0].Message);

        clock.Advance(TimeSpan.FromSeconds(1));
        await latest.WriteAsync(Batch(("later", 0.999)), default);
        Assert.Equal(["later", "boom 49"], latest.Take().Take(2).Select(one => one.Message));
        Assert.Equal(LatestAnomalies.Capacity, latest.Take().Count);
    }

    [Fact]
    public async Task A_long_message_is_cut_and_text_that_is_none_is_still_text()
    {
        await latest.WriteAsync(Batch((new string('x', 5_000), 0.999)), default);
        RecordBatch batch = Batch(("?", 0.999));
        batch.Parsed[0].Message = batch.Store([0xFF, (byte)'a']);
        await latest.WriteAsync(batch, default);

        Assert.Equal("\uFFFDa", latest.Take()[0].Message);
        Assert.Equal(LatestAnomalies.MostBytes, latest.Take()[1].Message.Length);
    }

    [Fact]
    public async Task Records_that_are_none_allocate_nothing()
    {
        RecordBatch batch = Batch([.. Enumerable.Range(0, 100).Select(i => ($"started {i}", 0.1))]);
        await latest.WriteAsync(batch, default);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) await latest.WriteAsync(batch, default);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public async Task What_is_written_is_read_again()
    {
        await latest.WriteAsync(Batch(("boom \"\u001b[31m\u2028é", 0.999)), default);

        (IReadOnlyList<LatestAnomaly> read, long leftOut) = AnomalyJson.Read(AnomalyJson.Write(latest.Take(), 7));

        Assert.Equal((latest.Take()[0], 7L), (Assert.Single(read), leftOut));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"anomalies\":[]}")]
    [InlineData("{\"anomalies\":[{\"time\":\"x\"}],\"left_out\":0}")]
    [InlineData("{\"anomalies\":[7],\"left_out\":0}")]
    [InlineData("{\"anomalies\":[{\"time\":\"2026-11-21T00:00:00Z\",\"score\":1,\"threshold\":1,\"fingerprint\":\"xyz\"}],\"left_out\":0}")]
    [InlineData("{\"anomalies\":[{\"time\":\"2026-11-21T00:00:00Z\",\"score\":1,\"threshold\":1,\"fingerprint\":\"10000000000000000\"}],\"left_out\":0}")]
    public void What_is_something_else_is_refused(string body) => Assert.ThrowsAny<JsonException>(() => AnomalyJson.Read(Encoding.UTF8.GetBytes(body)));

    private RecordBatch Batch(params (string Message, double Score)[] records)
    {
        var batch = new RecordBatch(128) { Detector = Detector };
        foreach ((string message, double score) in records)
        {
            int index = batch.Count;
            batch.Append(Encoding.UTF8.GetBytes(message), new SourcePosition(Stream, index, index + 1), clock.GetUtcNow().UtcTicks);
            batch.Parsed[index] = new ParsedRecord { Message = batch.RecordSlice(index) };
            batch.Assessments[index] = new Assessment { Fingerprint = 0xABC, Template = -1, Score = score, IsAnomaly = score > 0.99 };
            batch.Outcomes[index] = RecordOutcome.Scored;
        }
        return batch;
    }
}
