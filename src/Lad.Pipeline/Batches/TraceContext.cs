using System.Buffers;

namespace Lad.Pipeline.Batches;

/// <summary>The ids in a <c>traceparent</c>, as the W3C recommendation "Trace Context" has it: <c>version-traceid-spanid-flags</c>.</summary>
public readonly ref struct TraceContext
{
    private const int Length = 55;
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    private TraceContext(ReadOnlySpan<byte> traceParent)
    {
        TraceId = traceParent.Slice(3, 32);
        SpanId = traceParent.Slice(36, 16);
        Text = traceParent;
    }

    /// <summary>32 lower-case hex digits, not all 0.</summary>
    public ReadOnlySpan<byte> TraceId { get; }

    /// <summary>16 lower-case hex digits, not all 0: the span that wrote the record.</summary>
    public ReadOnlySpan<byte> SpanId { get; }

    /// <summary>Whether its writer recorded it.</summary>
    public bool IsSampled => (Text[54] & 1) != 0 ^ Text[54] >= (byte)'a';

    /// <summary>The <c>traceparent</c> as it came.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Reads a <c>traceparent</c>. One that does not keep to the recommendation is to be ignored, as that says; later versions may add to the end.</summary>
    public static bool TryRead(ReadOnlySpan<byte> traceParent, out TraceContext context)
    {
        context = default;
        if (traceParent.Length < Length || traceParent[2] != '-' || traceParent[35] != '-' || traceParent[52] != '-') return false;
        ReadOnlySpan<byte> version = traceParent[..2];
        if (!IsHex(version) || version.SequenceEqual("ff"u8) || !IsHex(traceParent[53..Length])) return false;
        if (traceParent.Length > Length && (version.SequenceEqual("00"u8) || traceParent[Length] != '-')) return false;
        context = new TraceContext(traceParent);
        return IsId(context.TraceId) && IsId(context.SpanId);
    }

    private static bool IsHex(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(HexDigits) < 0;

    private static bool IsId(ReadOnlySpan<byte> text) => IsHex(text) && text.IndexOfAnyExcept((byte)'0') >= 0;
}
