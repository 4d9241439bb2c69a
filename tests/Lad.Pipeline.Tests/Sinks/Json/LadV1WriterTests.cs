using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sinks.Json;

namespace Lad.Pipeline.Tests.Sinks.Json;

public sealed class LadV1WriterTests
{
    [Fact]
    public void A_text_record_has_its_message_and_time_beside_the_flat_fields()
    {
        RecordBatch batch = new ScoredBatch().Add("disk /dev/sda: 90% full", service: "shop").Batch;

        string id = batch.EventIdOf(0).ToString();
        string uuid = $"{id[..8]}-{id[8..12]}-{id[12..16]}-{id[16..20]}-{id[20..]}";
        JsonElement record = Parse(Text(batch, 0));
        string expected = $$"""
            {"@timestamp":"2026-11-21T01:02:03.045Z","message":"disk /dev/sda: 90% full","service":"shop",
            "predict_id":"{{uuid}}","anomaly_score":0.25,"anomaly":0,"elast_alert":1,
            "inference_batch_id":"{{record.GetProperty("inference_batch_id").GetString()}}","predictor_namespace":"prod","e_message":"disk%20/dev/sda%3A%2090%25%20full"}
            """;
        Assert.Equal(expected.ReplaceLineEndings(""), Text(batch, 0));
    }

    [Fact]
    public void A_document_keeps_its_members_and_what_it_says_of_itself_gives_way_to_the_verdict()
    {
        RecordBatch batch = new ScoredBatch().AddDocument(
            "\n{\"@timestamp\" : \"2018-08-01T00:00:00Z\",\n \"message\":\"bo\\u006fm\",\"k8s\":{\"anomaly\":true,\"pod\":[1,\n2]},\"anomaly\":7,\"predict_id\":\"mine\",\"an\\u006fmaly_score\":\"x\",\"n\":1.50}", "boom", 0.999).Batch;

        string text = Text(batch, 0);

        Assert.StartsWith("{\"@timestamp\" : \"2018-08-01T00:00:00Z\",\"message\":\"bo\\u006fm\",\"k8s\":{\"anomaly\":true,\"pod\":[1,2]},\"n\":1.50,\"predict_id\":\"", text, StringComparison.Ordinal);
        JsonElement record = Parse(text);
        Assert.Equal((1, 1, 0.999), (record.GetProperty("anomaly").GetInt32(), record.GetProperty("elast_alert").GetInt32(), record.GetProperty("anomaly_score").GetDouble()));
        Assert.Equal(11, record.EnumerateObject().Count());
        Assert.Equal(11, record.EnumerateObject().Select(member => member.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ }")]
    [InlineData("{\"log\":\"boom\\n\"}")]
    public void A_document_without_message_or_time_is_given_them(string document)
    {
        JsonElement record = Parse(Text(new ScoredBatch().AddDocument(document, "boom").Batch, 0));

        Assert.Equal(("boom", "2026-11-21T01:02:03.045Z"), (record.GetProperty("message").GetString(), record.GetProperty("@timestamp").GetString()));
    }

    [Theory]
    [InlineData("{\"message\":\"cut")]
    [InlineData("{\"message\":}")]
    [InlineData("{not json}")]
    [InlineData("{\"a\":1,\"b\\ud800\":[{\"c\"")]
    public void What_only_begins_as_json_is_text(string record)
    {
        JsonElement written = Parse(Text(new ScoredBatch().Add(record).Batch, 0));

        Assert.Equal(record, written.GetProperty("message").GetString());
        Assert.Equal("@timestamp message predict_id anomaly_score anomaly elast_alert inference_batch_id predictor_namespace e_message", string.Join(' ', written.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public void An_anomaly_that_a_limit_holds_back_does_not_ask_for_an_alert()
    {
        ScoredBatch scored = new ScoredBatch().Add("boom", score: 0.999);
        scored.Batch.Suppressions[0] = Suppression.WindowLimit;

        JsonElement record = Parse(Text(scored.Batch, 0));

        Assert.Equal((1, 0), (record.GetProperty("anomaly").GetInt32(), record.GetProperty("elast_alert").GetInt32()));
    }

    [Fact]
    public void A_record_that_comes_again_is_written_the_same_and_a_minutes_records_share_an_iteration()
    {
        RecordBatch first = new ScoredBatch().Add("one").Add("two").Add("later").Batch;
        RecordBatch again = new ScoredBatch().Add("one").Batch;
        RecordBatch other = new ScoredBatch("v2").Add("one").Batch;
        first.ObservedTicks[2] += TimeSpan.TicksPerMinute;

        string[] iterations = [.. Enumerable.Range(0, 3).Select(i => Iteration(first, i)), Iteration(other, 0)];

        Assert.Equal(Text(first, 0), Text(again, 0));
        Assert.Equal(iterations[0], iterations[1]);
        Assert.Equal(3, iterations.Distinct().Count());
        Assert.All(iterations, iteration => Assert.True(Guid.TryParseExact(iteration, "D", out _)));
    }

    [Fact]
    public void Any_bytes_become_one_line_of_valid_json_and_a_link_that_leads_back_to_them() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            string line = Text(new ScoredBatch().Add(bytes).Batch, 0);
            JsonElement record = Parse(line);
            string text = Encoding.UTF8.GetString(bytes);
            return record.GetProperty("message").GetString() == text && Uri.UnescapeDataString(record.GetProperty("e_message").GetString()!) == text && !line.Contains('\n', StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_that_are_no_text_do_not_break_a_copied_document()
    {
        var batch = new ScoredBatch();
        batch.Add([.. "{\"message\":\"a"u8, 0xFF, .. "b\",\"x\":1}"u8]);

        JsonElement record = Parse(Text(batch.Batch, 0));

        Assert.Equal(("a\uFFFDb", 1), (record.GetProperty("message").GetString(), record.GetProperty("x").GetInt32()));
    }

    [Fact]
    public void A_sink_of_lines_writes_them()
    {
        var output = new OutputBuffer();
        Writer().Write(new ScoredBatch().Add("a").Add("boom", score: 0.999).Batch, Emit.Anomalies, output);

        Assert.Equal("boom", Parse(Assert.Single(Encoding.UTF8.GetString(output.Written.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))).GetProperty("message").GetString());
    }

    [Fact]
    public void Nothing_is_allocated_for_a_record()
    {
        RecordBatch batch = new ScoredBatch().AddDocument("{\"@timestamp\":\"2026-11-21T01:02:03Z\",\"message\":\"a b\",\"pod\":{\"x\":[1]}}", "a b").Add("plain é text").Batch;
        LadV1Writer writer = Writer();
        var output = new OutputBuffer();
        var allocated = new long[10];

        for (int round = 0; round < allocated.Length; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int repeat = 0; repeat < 25; repeat++)
            {
                output.Truncate(0);
                for (int i = 0; i < batch.Count; i++) writer.TryWriteObject(batch, i, output);
            }
            allocated[round] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // What is made once, such as a pool's arrays after a collection, falls into one round; what a record costs into each.
        Assert.Equal(0, allocated.Min());
    }

    private static LadV1Writer Writer() => new("prod", TimeSpan.FromMinutes(1));

    private static string Iteration(RecordBatch batch, int index) => Parse(Text(batch, index)).GetProperty("inference_batch_id").GetString()!;

    private static string Text(RecordBatch batch, int index)
    {
        var output = new OutputBuffer();
        Assert.True(Writer().TryWriteObject(batch, index, output));
        return Encoding.UTF8.GetString(output.Written.Span);
    }

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;
}
