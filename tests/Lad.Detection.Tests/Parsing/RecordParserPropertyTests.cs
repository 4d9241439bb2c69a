using FsCheck;
using FsCheck.Fluent;
using Lad.Detection.Parsing;

namespace Lad.Detection.Tests.Parsing;

public sealed class RecordParserPropertyTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", ":", ",", "\\", "\\u", "\\ud83d", "\\udc00", "\\n", "=", " ", "\t", "\n", "\0", "<34>", "1", "-", ".", "e9",
        "{\"", "\":\"", "\"message\":\"", "\"log\":\"", "\"time\":", "\"level\":", "\"service\":{\"name\":\"", "\"attributes\":[{\"key\":\"", "\"resource\":",
        "msg=", "level=info ", "ts=\"", "2024-02-29T10:00:00Z", " stdout F ", "Feb 29 10:00:00 ", "081109 203615 ", "1709200800123", "E0228 16:13:38.8 ", "9999-12-31 23:59:60+18:00",
        "INFO", "[error]", "words", "\u00e9", "\uFEFF",
    ];

    private static readonly RecordParserOptions[] Variants =
    [
        RecordParserOptions.Default,
        new() { PlainHeader = PlainHeader.Strip, MaxDepth = 2, Zone = TimeZoneInfo.CreateCustomTimeZone("far", TimeSpan.FromHours(14), "far", "far") },
        new() { Fields = RecordFields.None },
        new() { MessagePaths = ["a.b"], ServicePaths = ["message"] },
    ];

    private static void NeverFails(byte[] record)
    {
        foreach (RecordParserOptions options in Variants)
        {
            foreach (long observed in new[] { 0L, ParsedText.Observed, DateTime.MaxValue.Ticks })
            {
                var text = new ParsedText(record, options, observed);
                foreach (ByteSlice slice in new[] { text.Parsed.Message, text.Parsed.Service })
                    Assert.InRange(slice.Start + slice.Length, slice.Start, text.Buffer.Length);
                Assert.Equal(text.Accepted, text.Fault.Error == ParseError.None);
                Assert.InRange(text.Fault.Offset, 0, record.Length);
            }
        }
    }

    [Fact]
    public void Any_bytes_are_parsed_or_refused_and_slices_lie_in_the_buffer() =>
        Prop.ForAll<byte[]>(record => NeverFails(record ?? [])).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Any_mixture_of_what_records_are_made_of_is_parsed_or_refused() =>
        Prop.ForAll(Gen.Elements(Pieces).ListOf().ToArbitrary(), pieces => NeverFails(System.Text.Encoding.UTF8.GetBytes(string.Concat(pieces))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void A_record_cut_at_any_byte_is_parsed_or_refused()
    {
        byte[] record = System.Text.Encoding.UTF8.GetBytes("""{"log":"{\"message\":\"in\\\"ner \\ud83d\",\"service\":\"\\u00e9\"}\n","time":"2024-02-29T10:00:00Z","resource":{"attributes":[{"key":"service.name","value":{"stringValue":"x"}}]}}""");
        for (int length = 0; length <= record.Length; length++) NeverFails(record[..length]);
    }

    [Theory]
    [InlineData("""{"\ud800":1,"message":"x"}""", "x")]
    [InlineData("""{"\udc00a":1,"message":"x"}""", "x")]
    [InlineData("""{"mess\u0061ge":"x"}""", "x")]
    [InlineData("""{"message":"x","resource":{"attributes":[{"key":"\ud800","value":{"stringValue":"s"}}]}}""", "x")]
    [InlineData("""{"message":"x","resource":{"attributes":[{"\ud800":"k","value":{"stringValue":"s"}}]}}""", "x")]
    [InlineData("""{"message":"x","resource":{"attributes":[{"key":"k","\ud800tringValue":{"stringValue":"s"}}]}}""", "x")]
    public void A_name_with_escapes_is_read_or_passed_over(string record, string message)
    {
        var text = new ParsedText(record);

        Assert.True(text.Accepted, text.Fault.Describe());
        Assert.Equal(message, text.Message);
    }
}
