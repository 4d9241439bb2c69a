using Lad.Detection.Parsing;

namespace Lad.Detection.Tests.Parsing;

/// <summary>One record in a buffer of its own, with bytes before and after it, parsed.</summary>
internal sealed class ParsedText : IRecordBuffer
{
    private byte[] bytes;

    public static readonly long Observed = new DateTime(2024, 3, 1, 12, 0, 0, DateTimeKind.Utc).Ticks;

    public ParsedText(byte[] record, RecordParserOptions? options = null, long? observed = null)
    {
        bytes = [.. "before "u8, .. record, .. " after"u8];
        Record = new ByteSlice(7, record.Length);
        Accepted = new RecordParser(options ?? RecordParserOptions.Default).TryParse(this, Record, observed ?? Observed, new ParserScratch(), out ParsedRecord parsed, out ParseFault fault);
        Parsed = parsed;
        Fault = fault;
    }

    public ParsedText(string record, RecordParserOptions? options = null, long? observed = null)
        : this(System.Text.Encoding.UTF8.GetBytes(record), options, observed)
    {
    }

    public ByteSlice Record { get; }

    public bool Accepted { get; }

    public ParsedRecord Parsed { get; }

    public ParseFault Fault { get; }

    public ReadOnlySpan<byte> Buffer => bytes;

    public string Message => System.Text.Encoding.UTF8.GetString(Parsed.Message.Of(bytes));

    public string Service => System.Text.Encoding.UTF8.GetString(Parsed.Service.Of(bytes));

    public string Time => Parsed.EventTimeTicks == 0 ? "" : new DateTime(Parsed.EventTimeTicks).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", System.Globalization.CultureInfo.InvariantCulture);

    // The old array is wiped, as a pooled one would be by its next owner.
    public ByteSlice Store(ReadOnlySpan<byte> added)
    {
        var slice = new ByteSlice(bytes.Length, added.Length);
        byte[] moved = [.. bytes, .. added];
        Array.Fill(bytes, (byte)'!');
        bytes = moved;
        return slice;
    }
}
