using System.Text;
using Confluent.Kafka;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;

namespace Lad.Kafka.Producing;

/// <summary>Names of the headers that LAD writes, and those that every message has.</summary>
internal static class MessageHeaders
{
    public const string EventId = "event.id";
    public const string TraceParent = "traceparent";
    public const string Topic = "lad.topic";
    public const string Partition = "lad.partition";
    public const string Offset = "lad.offset";
    public const string ErrorCode = "lad.error.code";
    public const string ErrorReason = "lad.error.reason";
    public const string Attempt = "lad.attempt";
    public const string Observed = "lad.observed";
    public const string CutFrom = "lad.cut_from";

    /// <summary>More than the headers of a verdict take, with what the protocol adds to a message.</summary>
    public const int Allowance = 512;

    /// <summary>The event's id, and the trace it belongs to if the record brought one.</summary>
    public static Headers Of(RecordBatch batch, int index)
    {
        byte[] id = new byte[Pipeline.Sinks.EventId.TextLength];
        Pipeline.Sinks.EventId.Of(batch.Positions[index]).Format(id);
        var headers = new Headers { new Header(EventId, id) };
        if (TraceContext.TryRead(batch.TraceParent(index), out _)) headers.Add(TraceParent, batch.TraceParent(index).ToArray());
        return headers;
    }

    /// <summary>Adds a header of text.</summary>
    public static void Add(this Headers headers, string name, string value) => headers.Add(name, Encoding.UTF8.GetBytes(value));
}
