using Lad.Detection.Parsing;

namespace Lad.Detection.Tests.Parsing;

public sealed class JsonRecordTests
{
    public static TheoryData<string, string, string, Severity, string> Shapes => new()
    {
        // ECS, nested and flat
        { """{"@timestamp":"2024-02-29T10:00:00.123Z","log":{"level":"warn","logger":"x"},"message":"disk is full","service":{"name":"shop","version":"1"}}""", "disk is full", "shop", Severity.Warning, "2024-02-29T10:00:00.123" },
        { """{"@timestamp":"2024-02-29T12:00:00+02:00","log.level":"ERROR","message":"disk is full","service.name":"shop"}""", "disk is full", "shop", Severity.Error, "2024-02-29T10:00:00" },
        // OpenTelemetry
        { """{"timeUnixNano":"1709200800000000000","severityNumber":17,"body":{"stringValue":"no route"},"attributes":[{"key":"a","value":{"intValue":"1"}}]}""", "no route", "", Severity.Error, "2024-02-29T10:00:00" },
        { """{"Timestamp":"2024-02-29T10:00:00Z","SeverityText":"INFO","SeverityNumber":9,"Body":"no route","ServiceName":"shop"}""", "no route", "shop", Severity.Info, "2024-02-29T10:00:00" },
        { """{"resourceLogs":[{"resource":{"attributes":[{"key":"host","value":{"stringValue":"h"}},{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeLogs":[{"scope":{},"logRecords":[{"timeUnixNano":"1709200800000000000","severityText":"WARN","body":{"stringValue":"no route"}}]}]}]}""", "no route", "shop", Severity.Warning, "2024-02-29T10:00:00" },
        { """{"Body":{"Type":"String","Value":"no route"},"Severity":13,"Resource":[{"Key":"service.name","Value":{"Type":"STRING","Value":"shop"}}]}""", "no route", "shop", Severity.Warning, "" },
        { """{"body":{"text":"no route"},"severity_number":21,"resource":{"attributes":{"service.name":"shop"}}}""", "no route", "shop", Severity.Fatal, "" },
        // Docker, and what it wraps
        { """{"log":"plain words\n","stream":"stdout","time":"2024-02-29T10:00:00.000000001Z"}""", "plain words", "", Severity.Unspecified, "2024-02-29T10:00:00" },
        { """{"log":"{\"message\":\"in\\\"ner\",\"level\":\"error\",\"service\":\"shop\"}\n","stream":"stderr","time":"2024-02-29T10:00:00Z"}""", "in\"ner", "shop", Severity.Error, "2024-02-29T10:00:00" },
        { """{"log":"ts=2024-02-29T09:59:59Z level=warn msg=\"slow \\\"query\\\"\" took=3s\n","stream":"stderr","time":"2024-02-29T10:00:00Z"}""", "slow \"query\"", "", Severity.Warning, "2024-02-29T09:59:59" },
        { """{"log":"2024-02-29 09:59:59,250 ERROR no route\n","stream":"stderr"}""", "2024-02-29 09:59:59,250 ERROR no route", "", Severity.Error, "2024-02-29T09:59:59.25" },
        // Fluent Bit on Kubernetes
        { """{"date":1709200800.5,"log":"no route","kubernetes":{"pod_name":"p","container_name":"side","labels":{"app":"shop"}}}""", "no route", "shop", Severity.Unspecified, "2024-02-29T10:00:00.5" },
        { """{"log":"no route","kubernetes":{"container_name":"side"}}""", "no route", "side", Severity.Unspecified, "" },
        // bunyan, pino, zap, Serilog, structlog
        { """{"name":"shop","hostname":"h","pid":1,"level":50,"msg":"no route","time":"2024-02-29T10:00:00.000Z","v":0}""", "no route", "shop", Severity.Error, "2024-02-29T10:00:00" },
        { """{"level":30,"time":1709200800123,"msg":"no route"}""", "no route", "", Severity.Info, "2024-02-29T10:00:00.123" },
        { """{"level":"dpanic","ts":1709200800.25,"caller":"a.go:1","msg":"no route"}""", "no route", "", Severity.Fatal, "2024-02-29T10:00:00.25" },
        { """{"ts":1.7092008e9,"msg":"no route"}""", "no route", "", Severity.Unspecified, "2024-02-29T10:00:00" },
        { """{"@t":"2024-02-29T10:00:00.0000000Z","@mt":"User {Name} came","@l":"Warning","Name":"Ann"}""", "User {Name} came", "", Severity.Warning, "2024-02-29T10:00:00" },
        { """{"@t":"2024-02-29T10:00:00Z","@m":"User Ann came","@mt":"User {Name} came"}""", "User Ann came", "", Severity.Unspecified, "2024-02-29T10:00:00" },
        { """{"event":"no route","level":"info","timestamp":"2024-02-29 10:00:00"}""", "no route", "", Severity.Info, "2024-02-29T10:00:00" },
        // journald
        { """{"__REALTIME_TIMESTAMP":"1709200800000001","PRIORITY":"3","_SYSTEMD_UNIT":"shop.service","SYSLOG_IDENTIFIER":"shop","MESSAGE":"no route"}""", "no route", "shop.service", Severity.Error, "2024-02-29T10:00:00.000001" },
        // GELF
        { """{"version":"1.1","short_message":"no route","level":4,"timestamp":1709200800}""", "no route", "", Severity.Warning, "2024-02-29T10:00:00" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Common_shapes_are_recognised_without_configuration(string record, string message, string service, Severity level, string time)
    {
        var text = new ParsedText(record);

        Assert.True(text.Accepted, text.Fault.Describe());
        Assert.Equal((message, service, level, time), (text.Message, text.Service, text.Parsed.Level, text.Time));
    }

    [Fact]
    public void Configured_paths_replace_the_known_ones()
    {
        var options = new RecordParserOptions { MessagePaths = ["payload.text"], TimePaths = ["when"], LevelPaths = ["how.bad"], ServicePaths = ["who"] };

        var text = new ParsedText("""{"message":"no","payload":{"text":"yes"},"when":1709200800,"how.bad":"fatal","who":"shop"}""", options);

        Assert.Equal(("yes", "shop", Severity.Fatal, "2024-02-29T10:00:00"), (text.Message, text.Service, text.Parsed.Level, text.Time));
        Assert.Equal(ParseError.NoMessage, new ParsedText("""{"message":"no"}""", options).Fault.Error);
    }

    [Fact]
    public void Escapes_in_a_message_are_undone_even_when_storing_moves_the_buffer()
    {
        var text = new ParsedText("""{"message":"tab\t quote\" slash\/ \u00e9 \ud83d\ude00 \ud83d half","service":"caf\u00e9","level":"info","time":"2024-02-29T10:00:00Z"}""");

        Assert.Equal("tab\t quote\" slash/ \u00e9 \U0001F600 \uFFFD half", text.Message);
        Assert.Equal("caf\u00e9", text.Service);
        Assert.Equal((Severity.Info, "2024-02-29T10:00:00"), (text.Parsed.Level, text.Time));
    }

    [Fact]
    public void A_message_without_escapes_stays_where_it_is()
    {
        var text = new ParsedText("""{"message":"words"}""");

        Assert.Equal(new ByteSlice(text.Record.Start + 12, 5), text.Parsed.Message);
    }

    [Theory]
    [InlineData("""{"message":"abc""", ParseError.TruncatedJson, 15)]
    [InlineData("""{"a":{"b":[1,2""", ParseError.TruncatedJson, 14)]
    [InlineData("""{"a":1,"message":}""", ParseError.MalformedJson, 17)]
    [InlineData("""{"level":"info"}""", ParseError.NoMessage, 16)]
    [InlineData("""{}""", ParseError.NoMessage, 2)]
    [InlineData("""{"message":{"a":1}}""", ParseError.NoMessage, 19)]
    [InlineData("""{"message":null}""", ParseError.NoMessage, 16)]
    [InlineData("""{"message":"a"}{"message":"b"}""", ParseError.MalformedJson, 15)]
    [InlineData("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"a"}},{"body":{"stringValue":"b"}}]}]}]}""", ParseError.SeveralMessages, 98)]
    public void A_record_without_a_message_is_refused_with_the_place_and_what_to_do(string record, ParseError error, int offset)
    {
        var text = new ParsedText(record);

        Assert.False(text.Accepted);
        Assert.Equal(new ParseFault(error, offset), text.Fault);
        Assert.Contains($"at byte {offset}", text.Fault.Describe(), StringComparison.Ordinal);
        Assert.Contains(": ", text.Fault.Describe(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":", "}")]
    [InlineData("{\"a\":[", "]}")]
    [InlineData("{\"log\":{\"level\":", "}}")]
    public void Deep_nesting_is_refused_at_the_limit_and_not_below(string open, string close)
    {
        int levels = open.Count(c => c is '{' or '[');
        string Nested(int depth) => "{\"message\":\"x\",\"n\":" + string.Concat(Enumerable.Repeat(open, depth / levels)) + "1" + string.Concat(Enumerable.Repeat(close, depth / levels)) + "}";

        Assert.True(new ParsedText(Nested(60)).Accepted);
        Assert.Equal(ParseError.JsonTooDeep, new ParsedText(Nested(66)).Fault.Error);
        Assert.Equal(ParseError.JsonTooDeep, new ParsedText(Nested(100_000)).Fault.Error);
    }

    [Theory]
    [InlineData("{request 17} took 3 s")]
    [InlineData("{\"request 17\"} took 3 s")]
    [InlineData("{\"ctx\":1} took 3 s")]
    [InlineData("{")]
    [InlineData("{ }s")]
    public void Text_in_braces_is_plain_text(string record)
    {
        var text = new ParsedText(record);

        Assert.True(text.Accepted);
        Assert.Equal((RecordFormat.Plain, record), (text.Parsed.Format, text.Message));
    }

    [Fact]
    public void A_wrapped_object_without_a_message_is_the_message_itself() =>
        Assert.Equal("""{"a":1}""", new ParsedText("""{"log":"{\"a\":1}\n"}""").Message);
}
