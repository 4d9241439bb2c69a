using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Lad.Detection.Parsing;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sinks.Json;
using Lad.Pipeline.Sources;

namespace Lad.Pipeline.Tests.Sinks.Json;

public sealed class JsonLinesSinkTests
{
    [Fact]
    public async Task A_verdict_is_one_line_with_the_names_of_the_common_schema()
    {
        string line = await Write(new ScoredBatch().Add("started", service: "shop", level: Severity.Warning));

        string id = EventId.Of(new SourcePosition(new SourceStream("app.log", "file-1"), 256, 257)).ToString();
        string expected = """
            {"@timestamp":"2026-11-21T01:02:03.045Z","message":"started","service":{"name":"shop"},"log":{"level":"warn"},
            "event":{"kind":"event","id":"ID","dataset":"lad.scored"},
            "lad":{"anomaly":false,"score":0.25,"threshold":0.99,"fingerprint":"0000000000000abc","template":"started",
            "map":{"row":0,"column":0,"distance":1.5},"model":{"name":"shop","version":"v1"}}}
            """;
        Assert.Equal(expected.ReplaceLineEndings("").Replace("ID", id, StringComparison.Ordinal) + "\n", line);
    }

    [Fact]
    public void A_record_alone_is_the_object_that_its_line_has()
    {
        RecordBatch batch = new ScoredBatch().Add("one", service: "shop").Add("two", level: Severity.Error).Batch;
        var writer = new ScoredRecordWriter();
        var lines = new OutputBuffer();
        writer.Write(batch, Emit.All, lines);
        var objects = new OutputBuffer();

        for (int i = 0; i < batch.Count; i++)
        {
            Assert.True(writer.TryWriteObject(batch, i, objects));
            objects.Append((byte)'\n');
        }

        Assert.Equal(lines.Written.Span, objects.Written.Span);
    }

    [Fact]
    public void The_trace_that_a_record_belongs_to_is_named_and_a_broken_one_is_not()
    {
        var batch = new ScoredBatch();
        batch.Add("one", traceParent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01").Add("two", traceParent: "00-4bf92f35\"");
        var output = new OutputBuffer();
        new ScoredRecordWriter().Write(batch.Batch, Emit.All, output);

        string[] lines = Encoding.UTF8.GetString(output.Written.Span).TrimEnd().Split('\n');
        JsonElement traced = Parse(lines[0]);
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", traced.GetProperty("trace").GetProperty("id").GetString());
        Assert.Equal("00f067aa0ba902b7", traced.GetProperty("span").GetProperty("id").GetString());
        Assert.False(Parse(lines[1]).TryGetProperty("trace", out _));
    }

    [Fact]
    public async Task An_anomaly_alerts_and_says_why()
    {
        JsonElement record = Parse(await Write(new ScoredBatch().Add("boom bang", score: 0.999)));

        Assert.Equal("alert", record.GetProperty("event").GetProperty("kind").GetString());
        JsonElement lad = record.GetProperty("lad");
        Assert.True(lad.GetProperty("anomaly").GetBoolean());
        Assert.Equal(["boom", "bang"], lad.GetProperty("novel_words").EnumerateArray().Select(word => word.GetString()!));
        Assert.Equal(1, lad.GetProperty("percentile").GetDouble());
        Assert.Equal(("boom", 0.5), (lad.GetProperty("words")[0].GetProperty("word").GetString(), lad.GetProperty("words")[0].GetProperty("influence").GetDouble()));
        Assert.Equal("never \"seen\"", lad.GetProperty("reasons")[0].GetString());
        Assert.Equal("started <*>", lad.GetProperty("nearest").GetString());
    }

    [Fact]
    public async Task A_suppressed_anomaly_is_an_event_that_keeps_its_score()
    {
        ScoredBatch scored = new ScoredBatch().Add("boom", score: 0.999);
        scored.Batch.Suppressions[0] = Suppression.WindowLimit;

        JsonElement record = Parse(await Write(scored));

        Assert.Equal("event", record.GetProperty("event").GetProperty("kind").GetString());
        Assert.True(record.GetProperty("lad").GetProperty("anomaly").GetBoolean());
        Assert.Equal(0.999, record.GetProperty("lad").GetProperty("score").GetDouble());
        Assert.Equal("window-limit", record.GetProperty("lad").GetProperty("suppressed").GetString());
    }

    [Theory]
    [InlineData(Suppression.FalsePositive, "false-positive")]
    [InlineData(Suppression.Snooze, "snooze")]
    [InlineData(Suppression.Schedule, "schedule")]
    public async Task What_people_said_is_named_with_its_number(Suppression reason, string name)
    {
        ScoredBatch scored = new ScoredBatch().Add("boom", score: 0.999).Add("boom", score: 0.999).Add("boom", score: 0.999);
        foreach (int i in new[] { 0, 1 }) scored.Batch.Suppressions[i] = reason;
        scored.Batch.Statements[0] = 41;
        scored.Batch.Statements[1] = 5_000_000_000;

        JsonElement[] records = [.. (await Write(scored)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

        Assert.Equal([name, name, null], records.Select(record => record.GetProperty("lad").TryGetProperty("suppressed", out JsonElement suppressed) ? suppressed.GetString() : null));
        Assert.Equal([41, 5_000_000_000, 0], records.Select(record => record.GetProperty("lad").TryGetProperty("feedback", out JsonElement number) ? number.GetInt64() : 0));
        Assert.Equal(["event", "event", "alert"], records.Select(record => record.GetProperty("event").GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task What_a_bound_or_a_wrong_clock_did_is_flagged()
    {
        JsonElement record = Parse(await Write(new ScoredBatch().Add("x", flags: RecordFlags.Truncated | RecordFlags.ClockAdjusted)));

        Assert.Equal(["truncated", "clock-adjusted"], record.GetProperty("lad").GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()!));
    }

    [Fact]
    public async Task A_remembered_rendering_never_shows_another_models_or_variants_verdict()
    {
        var stream = new MemoryStream();
        await using var sink = new JsonLinesSink("memory", stream);
        ScoredBatch first = new ScoredBatch("v1").Add("a").Add("b").Add("c").Add("d", flags: RecordFlags.MultiLine);
        ScoredBatch second = new ScoredBatch("v2").Add("e");

        foreach (RecordBatch batch in new[] { first.Batch, second.Batch })
        {
            sink.Render(batch);
            await sink.WriteAsync(batch, CancellationToken.None);
        }

        JsonElement[] records = [.. Lines(stream).Select(Parse)];
        Assert.Equal(["v1", "v1", "v1", "v1", "v2"], records.Select(record => record.GetProperty("lad").GetProperty("model").GetProperty("version").GetString()!));
        Assert.Equal([false, false, false, true, false], records.Select(record => record.GetProperty("lad").TryGetProperty("flags", out _)));
        Assert.Equal(4, records[..4].Select(record => record.GetProperty("event").GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public void Any_bytes_become_valid_json_with_the_same_text() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            string line = Write(new ScoredBatch().Add(bytes, service: "a\"b\u0001")).GetAwaiter().GetResult();
            JsonElement record = Parse(line);
            return record.GetProperty("message").GetString() == Encoding.UTF8.GetString(bytes) && record.GetProperty("service").GetProperty("name").GetString() is "a\"b\u0001" or null
                && line.Count(c => c == '\n') == 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Only_anomalies_are_written_when_only_they_are_asked_for()
    {
        string text = await Write(new ScoredBatch().Add("a").Add("boom", score: 0.999).Add("b"), Emit.Anomalies);

        Assert.Equal("boom", Parse(Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries))).GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_record_that_cannot_be_rendered_becomes_a_dead_letter_and_leaves_no_trace()
    {
        ScoredBatch scored = new ScoredBatch().Add("a").Add("broken").Add("b");
        scored.Batch.Suppressions[1] = (Suppression)99;

        string text = await Write(scored);

        Assert.Equal(["a", "b"], text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Parse(line).GetProperty("message").GetString()!));
        Assert.Equal(RecordOutcome.DeadLettered, scored.Batch.Outcomes[1]);
        Assert.Equal(1, Assert.Single(scored.Batch.Rejections).Index);
    }

    [Fact]
    public async Task A_full_disk_is_named_as_such()
    {
        if (!File.Exists("/dev/full")) return;
        await using var sink = new JsonLinesSink("file:/dev/full", OutputFile.Open("/dev/full"));
        RecordBatch batch = new ScoredBatch().Add("a").Batch;
        sink.Render(batch);

        SinkException thrown = await Assert.ThrowsAsync<SinkException>(async () => await sink.WriteAsync(batch, CancellationToken.None));

        Assert.Equal(SinkFault.Full, thrown.Fault);
    }

    [Theory]
    [InlineData(0L, "0001-01-01T00:00:00.000Z")]
    [InlineData(638000000001234567L, "2022-09-28T22:13:20.1234567Z")]
    [InlineData(-5L, "0001-01-01T00:00:00.000Z")]
    [InlineData(long.MaxValue, "9999-12-31T23:59:59.9999999Z")]
    public void Times_are_written_in_utc_as_finely_as_they_are(long ticks, string expected)
    {
        var time = new Rfc3339Text();
        Assert.Equal(expected, Encoding.ASCII.GetString(time.Format(ticks)));
    }

    [Fact]
    public void A_remembered_second_does_not_show_in_the_next_time()
    {
        var time = new Rfc3339Text();
        var random = new Random(3);
        long ticks = ScoredBatch.Time;
        for (int i = 0; i < 2000; i++)
        {
            ticks += random.Next(3) switch { 0 => 0, 1 => random.Next(20_000_000), _ => TimeSpan.TicksPerMillisecond * random.Next(-5000, 5000) };
            string expected = new DateTime(ticks, DateTimeKind.Utc).ToString(ticks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-ddTHH:mm:ss.fffZ" : "yyyy-MM-ddTHH:mm:ss.fffffffZ", System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(expected, Encoding.ASCII.GetString(time.Format(ticks)));
        }
    }

    private static async Task<string> Write(ScoredBatch scored, Emit? emit = null)
    {
        var stream = new MemoryStream();
        await using var sink = new JsonLinesSink("memory", stream, emit);
        sink.Render(scored.Batch);
        await sink.WriteAsync(scored.Batch, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string[] Lines(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;
}
