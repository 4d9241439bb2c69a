using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.Benchmarks.Telemetry;

/// <summary>Lines in memory, over and over, so many in all.</summary>
/// <param name="lines">The lines.</param>
/// <param name="warm">Records before it is measured.</param>
/// <param name="records">Records in all.</param>
/// <param name="warmed">Called when the first are given.</param>
/// <param name="clock">Says when they are observed.</param>
/// <param name="done">Called when the last is acknowledged.</param>
internal sealed class MemoryLines(byte[][] lines, int warm, int records, Action warmed, TimeProvider clock, Action? done = null) : IRecordSource
{
    private readonly SourceStream stream = new("memory", "memory");
    private int given;
    private int acknowledged;
    private bool measured;

    public string Name => "memory";

    public ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        if (given >= warm && !measured)
        {
            measured = true;
            warmed();
        }
        long now = clock.GetUtcNow().UtcTicks;
        while (given < records && !batch.IsFull)
        {
            batch.Append(lines[given % lines.Length], new SourcePosition(stream, given, given + 1), now);
            given++;
        }
        return ValueTask.FromResult(batch.Count > 0);
    }

    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation)
    {
        acknowledged += batch.Count;
        if (acknowledged == records) done?.Invoke();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
