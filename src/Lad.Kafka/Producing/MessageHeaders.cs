using Lad.Kafka.Producing.Native;
using Lad.Pipeline.Batches;

namespace Lad.Kafka.Producing;

/// <summary>The headers that LAD writes.</summary>
internal static class MessageHeaders
{
    /// <summary>More than the headers of a verdict take, with what the protocol adds to a message.</summary>
    public const int Allowance = 512;

    public static HeaderName EventId { get; } = new("event.id");

    public static HeaderName TraceParent { get; } = new("traceparent");

    public static HeaderName Topic { get; } = new("lad.topic");

    public static HeaderName Partition { get; } = new("lad.partition");

    public static HeaderName Offset { get; } = new("lad.offset");

    public static HeaderName ErrorCode { get; } = new("lad.error.code");

    public static HeaderName ErrorReason { get; } = new("lad.error.reason");

    public static HeaderName Attempt { get; } = new("lad.attempt");

    public static HeaderName Observed { get; } = new("lad.observed");

    public static HeaderName CutFrom { get; } = new("lad.cut_from");

    /// <summary>Begins with what every message has: the event's id, and the trace that it belongs to, if there is one (<see cref="RecordBatch.TryGetTrace"/>).</summary>
    public static void Begin(this HeaderList headers, RecordBatch batch, int index)
    {
        headers.Clear();
        Span<byte> id = stackalloc byte[Pipeline.Sinks.EventId.TextLength];
        batch.EventIdOf(index).Format(id);
        headers.Add(EventId, id);
        if (batch.TryGetTrace(index, out TraceContext trace)) headers.Add(TraceParent, trace.Text);
    }
}
