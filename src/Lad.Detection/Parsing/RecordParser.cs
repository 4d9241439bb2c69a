using Lad.Detection.Parsing.Fields;
using Lad.Detection.Parsing.Json;
using Lad.Detection.Parsing.Logfmt;
using Lad.Detection.Parsing.Plain;
using Lad.Detection.Parsing.Times;

namespace Lad.Detection.Parsing;

/// <summary>
/// Finds message, level, time and service in a record, whose format it detects for each record by itself: JSON, logfmt or plain text. A record that a
/// container runtime wrapped (Docker, Kubernetes) is unwrapped once. Immutable and safe for any number of threads. Allocates nothing, unless JSON is malformed.
/// </summary>
/// <remarks>
/// A record is JSON when it starts with a brace and a name, and nothing but white space follows the object. A line that breaks before its first name is
/// complete, or goes on with words behind the object, is plain text.
/// </remarks>
public sealed class RecordParser
{
    private readonly RecordParserOptions options;
    private readonly FieldTree jsonFields;
    private readonly FieldTree logfmtFields;
    private readonly TimeContext times;

    /// <summary>Makes a parser.</summary>
    /// <exception cref="ArgumentException">The options are not valid; the message lists all faults.</exception>
    public RecordParser(RecordParserOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<string> faults = options.Validate();
        if (faults.Count > 0) throw new ArgumentException(string.Join(' ', faults), nameof(options));
        this.options = options;
        jsonFields = WellKnownFields.Json(options);
        logfmtFields = WellKnownFields.Logfmt(options);
        times = new TimeContext(options.Zone);
    }

    /// <summary>Parses one record.</summary>
    /// <param name="buffer">Where the record lies; receives text that had to be unescaped.</param>
    /// <param name="record">The record.</param>
    /// <param name="observedTicks">When it was observed, UTC ticks: gives the year to times that have none.</param>
    /// <param name="scratch">This thread's scratch.</param>
    /// <param name="parsed">Receives what was found; slices index the buffer.</param>
    /// <param name="fault">Why there is no message, when there is none.</param>
    /// <returns><see langword="false"/> when there is no message to score.</returns>
    public bool TryParse(IRecordBuffer buffer, ByteSlice record, long observedTicks, ParserScratch scratch, out ParsedRecord parsed, out ParseFault fault)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentNullException.ThrowIfNull(scratch);
        parsed = default;
        fault = default;
        ReadOnlySpan<byte> text = record.Of(buffer.Buffer);
        if (options.WholeRecord)
        {
            parsed.Message = record;
            return true;
        }
        int start = SkipWhiteSpace(text);
        if (start < text.Length && text[start] == '{' && JsonFieldReader.LooksLikeObject(text[start..]))
        {
            FieldHits hits = default;
            fault = JsonFieldReader.Read(text[start..], jsonFields, options.MaxDepth, ref hits, out bool isProse);
            if (!isProse)
            {
                if (fault.Error == ParseError.None && !hits.Message.Found) fault = new ParseFault(ParseError.NoMessage, text.Length - start);
                if (fault.Error != ParseError.None)
                {
                    fault = fault with { Offset = fault.Offset + start };
                    return false;
                }
                parsed.Format = RecordFormat.Json;
                Complete(buffer, text, record.Start, start, hits, observedTicks, scratch, ref parsed);
                return true;
            }
            fault = default;
        }
        else if (CriLine.MessageStart(text) is > 0 and var inner)
        {
            FieldHits hits = default;
            hits.Message.Offer(inner, text.Length - inner, false, 0, default);
            hits.Time.Offer(0, text.IndexOf((byte)' '), false, 0, default);
            Complete(buffer, text, record.Start, 0, hits, observedTicks, scratch, ref parsed);
            return true;
        }
        else if (LogfmtReader.StartsWithPair(text[start..]))
        {
            FieldHits hits = default;
            if (LogfmtReader.TryRead(text[start..], logfmtFields, ref hits))
            {
                parsed.Format = RecordFormat.Logfmt;
                if (!hits.Message.Found) hits.Message.Offer(0, text.Length - start, false, 0, default);
                Complete(buffer, text, record.Start, start, hits, observedTicks, scratch, ref parsed);
                return true;
            }
        }
        int header = ReadHeader(text, observedTicks, ref parsed);
        parsed.Message = options.PlainHeader == PlainHeader.Strip ? new ByteSlice(record.Start + header, record.Length - header) : record;
        return true;
    }

    /// <summary>
    /// Reads the event time at the start of a plain text line, for callers that parse without <see cref="RecordFields.Time"/> and need a time now and then.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="observedTicks">When it was observed, UTC ticks.</param>
    /// <param name="ticks">Receives the event time in UTC ticks.</param>
    /// <returns><see langword="false"/> when the line starts with no time that is recognised.</returns>
    public bool TryReadTime(ReadOnlySpan<byte> line, long observedTicks, out long ticks)
    {
        ticks = PlainHeaderReader.ReadTime(line, times, observedTicks, out _);
        return ticks != 0;
    }

    // Everything is read before text is stored: storing may move the buffer that the spans lie in.
    private void Complete(IRecordBuffer buffer, ReadOnlySpan<byte> record, int recordStart, int start, FieldHits hits, long observedTicks, ParserScratch scratch, ref ParsedRecord parsed)
    {
        ReadOnlySpan<byte> text = record[start..];
        ReadOnlySpan<byte> message = hits.Message.Of(text);
        int origin = recordStart + start + hits.Message.Start;
        if (hits.Message.Escaped)
        {
            Span<byte> room = scratch.Outer(message.Length);
            message = room[..EscapedText.Unescape(message, room)];
            origin = -1;
        }
        message = message.TrimEnd(" \t\r\n"u8);
        ReadOnlySpan<byte> service = default;
        int serviceOrigin = -1;
        bool serviceEscaped = false;
        if ((options.Fields & RecordFields.Service) != 0 && hits.Service.Found)
        {
            service = hits.Service.Of(text);
            serviceEscaped = hits.Service.Escaped;
            serviceOrigin = serviceEscaped ? -1 : recordStart + start + hits.Service.Start;
        }

        FieldHits inner = default;
        RecordFormat innerFormat = Unwrap(message, ref inner, out int innerStart);
        if (innerFormat != RecordFormat.Plain)
        {
            parsed.Format = innerFormat;
            ReadOnlySpan<byte> innerText = message[innerStart..];
            ReadFields(innerText, inner, observedTicks, ref parsed);
            if ((options.Fields & RecordFields.Service) != 0 && inner.Service.Found)
            {
                service = inner.Service.Of(innerText);
                serviceEscaped = inner.Service.Escaped;
                serviceOrigin = serviceEscaped || origin < 0 ? -1 : origin + innerStart + inner.Service.Start;
            }
            message = inner.Message.Of(innerText);
            origin = inner.Message.Escaped || origin < 0 ? -1 : origin + innerStart + inner.Message.Start;
            if (inner.Message.Escaped)
            {
                Span<byte> room = scratch.Inner(message.Length);
                message = room[..EscapedText.Unescape(message, room)];
            }
            message = message.TrimEnd(" \t\r\n"u8);
        }
        ReadFields(text, hits, observedTicks, ref parsed);
        if (parsed.Format != RecordFormat.Logfmt || hits.Message.Length != text.Length)
        {
            ParsedRecord header = default;
            int headerLength = ReadHeader(message, observedTicks, ref header, needTime: parsed.EventTimeTicks == 0, needLevel: parsed.Level == Severity.Unspecified);
            if (parsed.EventTimeTicks == 0) parsed.EventTimeTicks = header.EventTimeTicks;
            if (parsed.Level == Severity.Unspecified) parsed.Level = header.Level;
            if (options.PlainHeader == PlainHeader.Strip && parsed.Format == RecordFormat.Plain)
            {
                message = message[headerLength..];
                if (origin >= 0) origin += headerLength;
            }
        }

        int messageLength = message.Length;
        Span<byte> name = stackalloc byte[256];
        int nameLength = 0;
        if (!service.IsEmpty && serviceOrigin < 0)
        {
            // A name longer than this is no name.
            service = service[..Math.Min(service.Length, name.Length)];
            if (serviceEscaped) nameLength = EscapedText.Unescape(service, name);
            else
            {
                service.CopyTo(name);
                nameLength = service.Length;
            }
        }
        parsed.Service = serviceOrigin >= 0 ? new ByteSlice(serviceOrigin, service.Length) : default;
        parsed.Message = origin >= 0 ? new ByteSlice(origin, messageLength) : buffer.Store(message);
        if (nameLength > 0) parsed.Service = buffer.Store(name[..nameLength]);
    }

    private RecordFormat Unwrap(ReadOnlySpan<byte> message, ref FieldHits hits, out int start)
    {
        start = SkipWhiteSpace(message);
        ReadOnlySpan<byte> text = message[start..];
        if (JsonFieldReader.LooksLikeObject(text))
        {
            if (JsonFieldReader.Read(text, jsonFields, options.MaxDepth, ref hits, out _).Error == ParseError.None && hits.Message.Found) return RecordFormat.Json;
        }
        else if (LogfmtReader.StartsWithPair(text) && LogfmtReader.TryRead(text, logfmtFields, ref hits) && hits.Message.Found) return RecordFormat.Logfmt;
        hits = default;
        return RecordFormat.Plain;
    }

    // What was read first, from the inner record, stays.
    private void ReadFields(ReadOnlySpan<byte> text, in FieldHits hits, long observedTicks, ref ParsedRecord parsed)
    {
        if ((options.Fields & RecordFields.Level) != 0 && hits.Level.Found && parsed.Level == Severity.Unspecified)
            parsed.Level = SeverityNames.Read(hits.Level.Of(text), hits.Level.Scale);
        if ((options.Fields & RecordFields.Time) == 0 || !hits.Time.Found || parsed.EventTimeTicks != 0) return;
        ReadOnlySpan<byte> time = hits.Time.Of(text);
        if (CalendarTime.TryRead(time, times, observedTicks, out long ticks, out _)) parsed.EventTimeTicks = ticks;
        else parsed.EventTimeTicks = EpochTime.Read(time);
    }

    private int ReadHeader(ReadOnlySpan<byte> line, long observedTicks, ref ParsedRecord parsed, bool needTime = true, bool needLevel = true)
    {
        int end = 0;
        bool strip = options.PlainHeader == PlainHeader.Strip;
        if (needTime && (strip || (options.Fields & RecordFields.Time) != 0))
        {
            long ticks = PlainHeaderReader.ReadTime(line, times, observedTicks, out end);
            if ((options.Fields & RecordFields.Time) != 0) parsed.EventTimeTicks = ticks;
        }
        if (needLevel && (strip || (options.Fields & RecordFields.Level) != 0))
        {
            Severity level = PlainHeaderReader.ReadLevel(line, end, out end);
            if ((options.Fields & RecordFields.Level) != 0) parsed.Level = level;
        }
        while (strip && end > 0 && end < line.Length && line[end] is (byte)' ' or (byte)'\t' or (byte)']' or (byte)'|' or (byte)',' or (byte)':' or (byte)'-') end++;
        return end;
    }

    private static int SkipWhiteSpace(ReadOnlySpan<byte> text)
    {
        int at = text.StartsWith("\uFEFF"u8) ? 3 : 0;
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t') at++;
        return at;
    }
}
