using Lad.Detection.Parsing;

namespace Lad.Detection.Tests.Parsing;

public sealed class PlainRecordTests
{
    public static TheoryData<string, string, Severity> Headers => new()
    {
        { "2024-02-29T10:00:00.123Z INFO no route", "2024-02-29T10:00:00.123", Severity.Info },
        { "2024-02-29T10:00:00+02:00 no route", "2024-02-29T08:00:00", Severity.Unspecified },
        { "2024-02-29 10:00:00,123 [main thread] WARN  com.shop.Cart - no route", "2024-02-29T10:00:00.123", Severity.Warning },
        { "[2024-02-29 10:00:00.123456 +0100] ERROR: no route", "2024-02-29T09:00:00.123456", Severity.Error },
        { "2024/02/29 10:00:00 [error] 17#17: *1 open() failed", "2024-02-29T10:00:00", Severity.Error },
        { "2024-02-29 10:00:00, Info                  CBS    loaded", "2024-02-29T10:00:00", Severity.Info },
        { "app.log.1.2024-02-29_13:53:08 2024-02-29 00:00:00.008 25746 INFO shop.cart no route", "2024-02-29T00:00:00.008", Severity.Info },
        { "081109 203615 148 INFO shop.Cart: no route", "2008-11-09T20:36:15", Severity.Info },
        { "20171223-22:15:29:606|Step|30002312|no route", "2017-12-23T22:15:29.606", Severity.Unspecified },
        { "20171224-0:7:20:44|Step|30002312|no route", "2017-12-24T00:07:20.44", Severity.Unspecified },
        { "20240229T100000Z no route", "2024-02-29T10:00:00", Severity.Unspecified },
        { "17/06/09 20:10:40 INFO shop.Cart: no route", "2017-06-09T20:10:40", Severity.Info },
        { "Feb 29 10:00:00 host sshd[24200]: no route", "2024-02-29T10:00:00", Severity.Unspecified },
        { "Dec  9 10:00:00 host sshd[24200]: no route", "2023-12-09T10:00:00", Severity.Unspecified },
        { "<34>Feb 29 10:00:00 host su: no route", "2024-02-29T10:00:00", Severity.Fatal },
        { "<165>1 2024-02-29T10:00:00.003Z host shop 1 ID47 - no route", "2024-02-29T10:00:00.003", Severity.Info },
        { "[Sun Dec 04 04:47:44 2005] [notice] no route", "2005-12-04T04:47:44", Severity.Info },
        { "[Sun Dec 04 04:47:44.123456 2005] [core:error] [pid 1] no route", "2005-12-04T04:47:44.123456", Severity.Error },
        { "Sun, 06 Nov 1994 08:49:37 GMT no route", "1994-11-06T08:49:37", Severity.Unspecified },
        { "10.0.0.1 - ann [29/Feb/2024:10:00:00 -0700] \"GET / HTTP/1.1\" 200 17", "2024-02-29T17:00:00", Severity.Unspecified },
        { "1709200800 no route", "2024-02-29T10:00:00", Severity.Unspecified },
        { "1709200800.25 no route", "2024-02-29T10:00:00.25", Severity.Unspecified },
        { "1709200800123 DEBUG no route", "2024-02-29T10:00:00.123", Severity.Debug },
        { "- 1117838570 2005.06.03 R02 2005-06-03-15.42.50.675872 R02 RAS KERNEL INFO corrected", "2005-06-03T22:42:50", Severity.Info },
        { "2005-06-03-15.42.50.675872 RAS KERNEL FATAL no route", "2005-06-03T15:42:50.675872", Severity.Fatal },
        { "02-28 16:13:38.811  1702  2395 D WindowManager: no route", "2024-02-28T16:13:38.811", Severity.Debug },
        { "E0228 16:13:38.811000    17 cart.go:1] no route", "2024-02-28T16:13:38.811", Severity.Error },
        { "F0228 16:13:38.811000    17 cart.go:1] no route", "2024-02-28T16:13:38.811", Severity.Fatal },
        { "INFO:root:no route", "", Severity.Info },
        { "warn: Shop.Cart[0]", "", Severity.Warning },
        { "no route, an error, not a level", "", Severity.Unspecified },
        { "A fatal thing: I think", "", Severity.Unspecified },
        { "blk_-1608999687919862906 of size 1234567890 moved", "", Severity.Unspecified },
        { "2024-02-30 10:00:00 no such day", "", Severity.Unspecified },
        { "1970-01-01T00:00:00Z no route", "1970-01-01T00:00:00", Severity.Unspecified },
        { "2100-01-01T00:00:00Z no route", "2100-01-01T00:00:00", Severity.Unspecified },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void Time_and_level_are_read_and_the_whole_line_is_the_message(string line, string time, Severity level)
    {
        var text = new ParsedText(line);

        Assert.True(text.Accepted);
        Assert.Equal((RecordFormat.Plain, line, time, level), (text.Parsed.Format, text.Message, text.Time, text.Parsed.Level));
    }

    [Theory]
    [InlineData("2024-02-29 10:00:00,123 WARN no route", "no route")]
    [InlineData("[Sun Dec 04 04:47:44 2005] [notice] no route", "no route")]
    [InlineData("no route", "no route")]
    [InlineData("10.0.0.1 to nowhere", "10.0.0.1 to nowhere")]
    public void A_header_is_stripped_when_asked(string line, string message) =>
        Assert.Equal(message, new ParsedText(line, new RecordParserOptions { PlainHeader = PlainHeader.Strip }).Message);

    [Fact]
    public void Times_without_a_zone_are_in_the_configured_one()
    {
        var options = new RecordParserOptions { Zone = TimeZoneInfo.CreateCustomTimeZone("here", TimeSpan.FromHours(2), "here", "here") };

        Assert.Equal("2024-02-29T08:00:00", new ParsedText("2024-02-29 10:00:00 no route", options).Time);
        Assert.Equal("2024-02-29T10:00:00", new ParsedText("2024-02-29 10:00:00Z no route", options).Time);
    }

    [Fact]
    public void A_time_without_a_year_is_the_latest_that_is_not_in_the_future()
    {
        long newYear = new DateTime(2024, 1, 1, 0, 0, 5, DateTimeKind.Utc).Ticks;

        Assert.Equal("2023-12-31T23:59:59", new ParsedText("Dec 31 23:59:59 host a: b", observed: newYear).Time);
        Assert.Equal("2024-01-01T00:00:00", new ParsedText("Jan  1 00:00:00 host a: b", observed: newYear).Time);
        Assert.Equal("2020-02-29T00:00:00", new ParsedText("Feb 29 00:00:00 host a: b", observed: newYear).Time);
    }

    [Fact]
    public void Time_is_not_read_when_nobody_needs_it_and_can_be_asked_for_later()
    {
        var options = new RecordParserOptions { Fields = RecordFields.Level };
        var text = new ParsedText("2024-02-29 10:00:00 INFO no route", options);

        Assert.Equal(("", Severity.Info), (text.Time, text.Parsed.Level));
        Assert.True(new RecordParser(options).TryReadTime("2024-02-29 10:00:00 INFO no route"u8, ParsedText.Observed, out long ticks));
        Assert.Equal(new DateTime(2024, 2, 29, 10, 0, 0).Ticks, ticks);
    }

    [Fact]
    public void A_whole_record_is_taken_as_it_is()
    {
        var text = new ParsedText("""{"message":"x","level":"error"} """, new RecordParserOptions { WholeRecord = true });

        Assert.Equal((RecordFormat.Plain, text.Record, Severity.Unspecified), (text.Parsed.Format, text.Parsed.Message, text.Parsed.Level));
    }

    [Theory]
    [InlineData("2024-02-29T10:00:00.123456789Z stdout F no route", "no route", RecordFormat.Plain, Severity.Unspecified)]
    [InlineData("2024-02-29T10:00:00.123456789+00:00 stderr F {\"msg\":\"no route\",\"level\":\"error\"}", "no route", RecordFormat.Json, Severity.Error)]
    [InlineData("2024-02-29T10:00:00.123456789Z stderr F level=warn msg=\"no route\"", "no route", RecordFormat.Logfmt, Severity.Warning)]
    public void A_container_runtimes_line_is_unwrapped(string line, string message, RecordFormat format, Severity level)
    {
        var text = new ParsedText(line);

        Assert.Equal((message, format, level, "2024-02-29T10:00:00.1234567"), (text.Message, text.Parsed.Format, text.Parsed.Level, text.Time));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_kept()
    {
        byte[] record = [0xFF, 0x00, (byte)'a', 0xC3];

        Assert.Equal(record, new ParsedText(record) is var text ? text.Parsed.Message.Of(text.Buffer).ToArray() : []);
    }
}
