using System.Diagnostics;

namespace Lad.Pipeline.Telemetry;

/// <summary>When a batch went through which step, in timestamps of the graph's clock, and the span that stands for it if it became a trace. Kept with the batch for its next use.</summary>
/// <param name="stages">Stages of the graph.</param>
internal sealed class BatchTimeline(int stages)
{
    private readonly (long Begun, long Ended, long Took)[] stages = new (long, long, long)[stages];
    private readonly byte[] traceParent = new byte[55];

    /// <summary>UTC ticks at <see cref="Read"/>.</summary>
    public long ReadAt { get; private set; }

    /// <summary>UTC ticks at which the oldest record was observed.</summary>
    public long OldestAt { get; private set; }

    /// <summary>The batch was read.</summary>
    public long Read { get; private set; }

    /// <summary>Its way to the sinks was begun; 0 before that.</summary>
    public long Started { get; set; }

    /// <summary>It was seen to be there; 0 before that.</summary>
    public long Delivered { get; set; }

    /// <summary>It failed, and its span is made or was not wanted.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Its span; <see langword="null"/> unless it is a trace.</summary>
    public Activity? Span { get; private set; }

    /// <summary>The span as a W3C <c>traceparent</c>; empty unless it is a trace.</summary>
    public ReadOnlySpan<byte> TraceParent => Span is null ? [] : traceParent;

    /// <summary>The stages' times; a stage that took no turn has 0.</summary>
    public ReadOnlySpan<(long Begun, long Ended, long Took)> Stages => stages;

    public void Begin(long timestamp, long utcTicks, long oldestTicks)
    {
        Read = timestamp;
        ReadAt = utcTicks;
        OldestAt = oldestTicks;
    }

    /// <summary>A stage had a turn: one of several in a batch with several models.</summary>
    public void Worked(int stage, long begun, long ended)
    {
        ref (long Begun, long Ended, long Took) times = ref stages[stage];
        if (times.Begun == 0) times.Begun = begun;
        times.Ended = ended;
        times.Took += ended - begun;
    }

    /// <summary>The batch is a trace.</summary>
    public void BecomesTrace(Activity span)
    {
        Span = span;
        System.Text.Encoding.ASCII.GetBytes(span.Id, traceParent);
    }

    /// <summary>The batch's span is no longer anybody's.</summary>
    public Activity? TakeSpan()
    {
        Activity? span = Span;
        Span = null;
        return span;
    }

    public void Clear()
    {
        Array.Clear(stages);
        Started = Delivered = 0;
        HasFailed = false;
        Span = null;
    }
}
