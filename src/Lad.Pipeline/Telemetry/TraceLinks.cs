using System.Diagnostics;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Telemetry;

/// <summary>Links from a batch's span to the traces that its records came with: each once, those of alerts first, up to a bound.</summary>
internal static class TraceLinks
{
    public static List<ActivityLink> Of(RecordBatch batch, int most)
    {
        List<ActivityLink> links = [];
        HashSet<ActivitySpanId> known = [];
        for (int turn = 0; turn < 2; turn++)
        {
            for (int i = 0; i < batch.Count && links.Count < most; i++)
            {
                if (batch.IsAlert(i) != (turn == 0) || !TraceContext.TryRead(batch.TraceParent(i), out TraceContext trace)) continue;
                ActivityContext context = Context(trace);
                if (known.Add(context.SpanId)) links.Add(new ActivityLink(context));
            }
        }
        return links;
    }

    private static ActivityContext Context(in TraceContext trace) => new(
        ActivityTraceId.CreateFromUtf8String(trace.TraceId), ActivitySpanId.CreateFromUtf8String(trace.SpanId),
        trace.IsSampled ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None, isRemote: true);
}
