using Lad.Detection.Parsing.Fields;
using Lad.Detection.Parsing.Json;
using Lad.Detection.Parsing.Times;

namespace Lad.Detection.Parsing.Events;

/// <summary>
/// Joins stack traces and indented continuations, and nothing else. A line goes on with the event before it when it is indented more deeply than the
/// event's first line, or has a form that only occurs inside a trace of the kind under way. A line that starts with a time or a level, indented or not, and
/// a JSON object always start an event. An unindented line without a known form does too, even among lines that all have times: rather one event too
/// many than two glued together.
/// </summary>
public sealed class StackTraceBoundary : EventBoundary
{
    private static readonly TimeContext Times = new(TimeZoneInfo.Utc);

    private Trace trace;
    private int indent;
    private bool isObject;
    private bool? hasHeader;

    private enum Trace : byte
    {
        None,
        Frames,
        Python,
        PythonFrames,
        PythonEnd,
        Go,
    }

    /// <inheritdoc/>
    public override void Begin(ReadOnlySpan<byte> line)
    {
        indent = Indent(line);
        isObject = JsonFieldReader.LooksLikeObject(line[indent..]);
        hasHeader = null;
        trace = TraceForms.IsPythonStart(line) ? Trace.Python : TraceForms.IsGoStart(line) ? Trace.Go : Trace.None;
    }

    /// <inheritdoc/>
    public override bool Continues(ReadOnlySpan<byte> firstLine, ReadOnlySpan<byte> line)
    {
        if (isObject) return false;
        int depth = Indent(line);
        if (depth == line.Length) return trace is Trace.Go or Trace.PythonEnd;
        if (JsonFieldReader.LooksLikeObject(line[depth..])) return false;
        return depth > 0 ? ContinuesIndented(line[depth..], depth) : ContinuesUnindented(firstLine, line);
    }

    private bool ContinuesIndented(ReadOnlySpan<byte> text, int depth)
    {
        if (depth <= indent || StartsWithLevel(text) || StartsWithTime(text)) return false;
        if (trace == Trace.Python) trace = Trace.PythonFrames;
        else if (trace == Trace.None && TraceForms.IsFrame(text)) trace = Trace.Frames;
        return true;
    }

    private bool ContinuesUnindented(ReadOnlySpan<byte> firstLine, ReadOnlySpan<byte> line)
    {
        switch (trace)
        {
            case Trace.Frames when TraceForms.GoesOnWithFrames(line):
                return true;
            case Trace.PythonFrames when TraceForms.IsPythonError(line):
                trace = Trace.PythonEnd;
                return true;
            case Trace.PythonEnd when TraceForms.IsPythonChain(line):
                return true;
            case Trace.PythonEnd when TraceForms.IsPythonStart(line):
                trace = Trace.Python;
                return true;
            case Trace.Go when TraceForms.GoesOnWithGo(line):
                return true;
            case Trace.None:
                Trace begun = TraceForms.IsPythonStart(line) ? Trace.Python
                    : TraceForms.IsGoroutine(line) ? Trace.Go
                    : TraceForms.IsException(line) || TraceForms.GoesOnWithFrames(line) ? Trace.Frames : Trace.None;
                // A trace belongs to the line before it only where that line is a log line.
                if (begun == Trace.None || !HasHeader(firstLine)) return false;
                trace = begun;
                return true;
            default:
                return false;
        }
    }

    private bool HasHeader(ReadOnlySpan<byte> firstLine) =>
        hasHeader ??= StartsWithLevel(firstLine[indent..]) || Plain.PlainHeaderReader.ReadTime(firstLine, Times, DateTime.MaxValue.Ticks / 2, out _) != 0;

    private static bool StartsWithTime(ReadOnlySpan<byte> text) =>
        CalendarTime.TryRead(text[0] == '[' ? text[1..] : text, Times, DateTime.MaxValue.Ticks / 2, out _, out _);

    private static bool StartsWithLevel(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && text[0] == '[') text = text[1..];
        int length = 0;
        while (length < text.Length && text[length] is >= (byte)'A' and <= (byte)'Z') length++;
        return length < text.Length && text[length] is (byte)' ' or (byte)':' or (byte)']' or (byte)'\t' or (byte)'|' && SeverityNames.FromUpperWord(text[..length]) != Severity.Unspecified;
    }

    private static int Indent(ReadOnlySpan<byte> line)
    {
        int at = 0;
        while (at < line.Length && line[at] is (byte)' ' or (byte)'\t') at++;
        return at;
    }
}
