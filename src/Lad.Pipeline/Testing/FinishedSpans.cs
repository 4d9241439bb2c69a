using System.Collections.Concurrent;
using System.Diagnostics;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Testing;

/// <summary>Takes all spans of a source and keeps those that are over, in a test.</summary>
public sealed class FinishedSpans : IDisposable
{
    private readonly ConcurrentQueue<Activity> finished = new();
    private readonly ActivityListener listener;

    /// <summary>Listens to a process's source.</summary>
    public FinishedSpans(Instrumentation instrumentation)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source == instrumentation.Spans,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = finished.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>The spans, in the order in which they ended.</summary>
    public IReadOnlyList<Activity> All => [.. finished];

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();
}
