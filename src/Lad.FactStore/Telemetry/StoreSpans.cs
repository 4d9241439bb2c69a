using System.Diagnostics;
using Lad.FactStore.Anomalies.Ingesting;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Telemetry;

namespace Lad.FactStore.Telemetry;

/// <summary>The store's own spans; those of requests are ASP.NET's. None when nobody looks.</summary>
internal static class StoreSpans
{
    /// <summary>Records' own traces that a span names, at most.</summary>
    public const int MostLinks = 32;

    /// <summary>A statement is made.</summary>
    public const string Append = "append statement";

    /// <summary>Statements are published.</summary>
    public const string Publish = "publish statements";

    /// <summary>Anomalies are stored.</summary>
    public const string Ingest = "store anomalies";

    /// <summary>What is too old, or too much, is removed.</summary>
    public const string Retain = "retain";

    /// <summary>Begins a span.</summary>
    public static Activity? Begin(Instrumentation? instrumentation, string name) => instrumentation?.Spans.StartActivity(name);

    /// <summary>Begins the span of batches' anomalies, with links to the traces that their records came with.</summary>
    public static Activity? Begin(Instrumentation? instrumentation, IReadOnlyList<IngestBatch> batches) =>
        instrumentation is null || !instrumentation.Spans.HasListeners() ? null : instrumentation.Spans.StartActivity(Ingest, ActivityKind.Internal, default(ActivityContext), links: Links(batches));

    /// <summary>What a span is about failed.</summary>
    public static void Failed(this Activity? span, Exception failure) => span?.SetStatus(ActivityStatusCode.Error, failure.Message);

    private static List<ActivityLink> Links(IReadOnlyList<IngestBatch> batches)
    {
        Dictionary<ActivitySpanId, ActivityLink> links = [];
        foreach (IngestBatch batch in batches)
        {
            for (int i = 0; i < batch.Batch.Count && links.Count < MostLinks; i++)
            {
                if (!TraceContext.TryRead(batch.Batch.TraceParent(i), out TraceContext trace)) continue;
                var context = new ActivityContext(ActivityTraceId.CreateFromUtf8String(trace.TraceId), ActivitySpanId.CreateFromUtf8String(trace.SpanId), ActivityTraceFlags.None, isRemote: true);
                links.TryAdd(context.SpanId, new ActivityLink(context));
            }
        }
        return [.. links.Values];
    }
}
