using System.Text;
using Lad.FactStore.Anomalies;

namespace Lad.FactStore.Tests.Anomalies;

public sealed class ScoredRecordReaderTests
{
    private const string Nested = """
        {"@timestamp":"2026-11-21T10:15:00.1234567Z","message":"disk 7 \"lost\"","service":{"name":"store"},"trace":{"id":"4bf92f3577b34da6a3ce929d0e0e4736"},"log":{"level":"error"},
        "event":{"kind":"event","id":"00000000000000AB000000000000000c","dataset":"lad.scored"},
        "lad":{"anomaly":true,"suppressed":"snooze","feedback":7,"score":0.9987,"threshold":0.995,"fingerprint":"9f2c000000000001","template":"disk <*> lost","map":{"row":3,"column":17,"distance":1.83},
        "flags":["multi-line"],"percentile":0.99,"novel_words":["lost"],"words":[{"word":"lost","influence":0.25},{"word":"disk","influence":-0.5}],"reasons":["a new word"],"nearest":"disk <*> found",
        "model":{"name":"default","version":"20261121T101500Z-9f2c1a00"}}}
        """;

    [Fact]
    public void Every_member_of_a_scored_record_is_read()
    {
        AnomalyRecord read = Read(Nested);

        Assert.Equivalent(
            new AnomalyRecord
            {
                EventId = "00000000000000ab000000000000000c",
                At = new DateTimeOffset(2026, 11, 21, 10, 15, 0, TimeSpan.Zero).AddTicks(1234567),
                Fingerprint = 0x9f2c000000000001,
                Service = "store",
                Level = "error",
                Message = "disk 7 \"lost\"",
                Template = "disk <*> lost",
                Score = 0.9987,
                Threshold = 0.995,
                Suppressed = "snooze",
                MapRow = 3,
                MapColumn = 17,
                Words = [new WordWeight("lost", 0.25), new WordWeight("disk", -0.5)],
                NovelWords = ["lost"],
                Reasons = ["a new word"],
                Nearest = "disk <*> found",
                Model = "default/20261121T101500Z-9f2c1a00",
                TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
            },
            read,
            strict: true);
    }

    [Fact]
    public void Dotted_names_are_read_as_nested_ones_are()
    {
        AnomalyRecord read = Read("""
            {"@timestamp":"2026-11-21T12:15:00+02:00","message":"m","service.name":"store","log.level":"WARNING","event.id":"00000000000000ab000000000000000c",
            "lad.anomaly":true,"lad.score":1,"lad.fingerprint":"9f2c000000000001","lad":{"map.row":3,"map":{"column":17}},"lad.model.name":"default","lad.model":{"version":"v"}}
            """);

        Assert.Equal(("store", "warn", 3, 17, "default/v"), (read.Service, read.Level, read.MapRow, read.MapColumn, read.Model));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 10, 15, 0, TimeSpan.Zero), read.At);
    }

    [Fact]
    public void A_verdict_that_is_no_anomaly_is_passed_over()
    {
        Assert.Null(ScoredRecordReader.TryRead("""{"message":"m","lad":{"anomaly":false,"score":0.1}}"""u8, out AnomalyRecord? anomaly));
        Assert.Null(anomaly);
    }

    [Theory]
    [InlineData("", "no JSON object")]
    [InlineData("[1]", "no JSON object")]
    [InlineData("""{"message":"cut""", "no JSON object")]
    [InlineData("""{"lad":{"anomaly":true}} more""", "no JSON object")]
    [InlineData("""{"message":"a line that was never scored"}""", "lad.anomaly")]
    [InlineData("""{"lad":{"anomaly":"yes"}}""", "lad.anomaly")]
    [InlineData("""{"message":"m","predict_id":"1","anomaly_score":0.9,"anomaly":1}""", "lad-v1")]
    public void What_is_no_scored_record_is_refused_with_the_reason(string json, string reason)
    {
        string? fault = ScoredRecordReader.TryRead(Encoding.UTF8.GetBytes(json), out AnomalyRecord? anomaly);

        Assert.Contains(reason, fault, StringComparison.Ordinal);
        Assert.Null(anomaly);
    }

    [Theory]
    [InlineData("\"@timestamp\":\"2026-11-21T10:15:00.1234567Z\"", "\"@timestamp\":\"yesterday\"", "@timestamp")]
    [InlineData("\"@timestamp\":\"2026-11-21T10:15:00.1234567Z\"", "\"@timestamp\":1", "@timestamp")]
    [InlineData("\"message\":\"disk 7 \\\"lost\\\"\"", "\"message\":{}", "message")]
    [InlineData("00000000000000AB000000000000000c", "00000000000000AB000000000000000g", "event.id")]
    [InlineData("9f2c000000000001", "+f2c000000000001", "lad.fingerprint")]
    [InlineData("\"score\":0.9987", "\"score\":1.5", "lad.score")]
    [InlineData("\"score\":0.9987", "\"score\":1e999", "lad.score")]
    [InlineData("\"score\":0.9987", "\"score\":\"1\"", "lad.score")]
    public void An_anomaly_that_lacks_what_identifies_it_is_refused_by_the_member(string good, string bad, string member)
    {
        string? fault = ScoredRecordReader.TryRead(Encoding.UTF8.GetBytes(Nested.Replace(good, bad, StringComparison.Ordinal)), out AnomalyRecord? anomaly);

        Assert.StartsWith(member, fault, StringComparison.Ordinal);
        Assert.Null(anomaly);
    }

    [Fact]
    public void Of_a_long_text_the_beginning_is_kept_and_no_character_is_torn()
    {
        string text = new('€', 100_000);

        AnomalyRecord read = Read(Nested.Replace("disk 7 \\\"lost\\\"", text, StringComparison.Ordinal));
        AnomalyRecord escaped = Read(Nested.Replace("disk 7 \\\"lost\\\"", string.Concat(Enumerable.Repeat("\\u20ac", 100_000)), StringComparison.Ordinal));

        Assert.Equal(new string('€', AnomalyText.MaxMessage / 3), read.Message);
        Assert.Equal(read.Message, escaped.Message);
    }

    [Fact]
    public void Texts_that_are_not_Unicode_or_hold_a_NUL_lose_no_record()
    {
        byte[] record = Encoding.UTF8.GetBytes(Nested.Replace("disk 7", "a\\u0000b\\ud800c\\ud83d\\ude00\\u001b[31m#", StringComparison.Ordinal));
        record[Array.IndexOf(record, (byte)'#')] = 0xFF;

        Assert.Null(ScoredRecordReader.TryRead(record, out AnomalyRecord? read));
        Assert.Equal("a\u2400b\uFFFDc\U0001F600\u001b[31m\uFFFD \"lost\"", read!.Message);
    }

    [Theory]
    [InlineData("tru\e[31mred")]
    [InlineData("nul\e]0;title\a")]
    [InlineData("-\e[2J")]
    [InlineData("\e[2J")]
    public void What_is_no_json_is_not_repeated(string value)
    {
        string? fault = ScoredRecordReader.TryRead(Encoding.UTF8.GetBytes("{\"message\":" + value), out _);

        Assert.Matches("^it is no JSON object: not understood at byte [0-9]+ of its line 1$", fault);
    }

    [Fact]
    public void Lists_and_nesting_are_bounded()
    {
        AnomalyRecord read = Read(Nested.Replace("\"reasons\":[\"a new word\"]", $"\"reasons\":[{string.Join(',', Enumerable.Repeat("\"r\",1,{\"a\":[1]}", 1000))}]", StringComparison.Ordinal));
        string? deep = ScoredRecordReader.TryRead(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"lad\":", 10_000))), out _);

        Assert.Equal(AnomalyText.MaxSentences, read.Reasons.Count);
        Assert.Contains("no JSON object", deep, StringComparison.Ordinal);
    }

    private static AnomalyRecord Read(string json)
    {
        Assert.Null(ScoredRecordReader.TryRead(Encoding.UTF8.GetBytes(json), out AnomalyRecord? anomaly));
        return anomaly!;
    }
}
