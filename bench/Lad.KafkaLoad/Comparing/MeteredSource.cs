using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.KafkaLoad.Comparing;

/// <summary>A source that notes when the first record was read and when the last expected one was acknowledged.</summary>
/// <param name="source">The source.</param>
/// <param name="expected">Records after which the run is over.</param>
/// <param name="clock">Times them.</param>
/// <param name="done">Cancelled when the run is over.</param>
internal sealed class MeteredSource(IRecordSource source, long expected, TimeProvider clock, CancellationTokenSource done) : IRecordSource
{
    private long first, acknowledged;
    private TimeSpan processor;

    public string Name => source.Name;

    public SourceCounters? Counters => source.Counters;

    /// <summary>From the first record to the last acknowledgement.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Processor time meanwhile.</summary>
    public TimeSpan Processor { get; private set; }

    public async ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        bool read = await source.ReadAsync(batch, cancellation).ConfigureAwait(false);
        if (first == 0 && batch.Count > 0) (first, processor) = (clock.GetTimestamp(), Environment.CpuUsage.TotalTime);
        return read;
    }

    public async ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation)
    {
        await source.AcknowledgeAsync(batch, cancellation).ConfigureAwait(false);
        acknowledged += batch.Count;
        if (acknowledged < expected || done.IsCancellationRequested) return;
        Elapsed = clock.GetElapsedTime(first);
        Processor = Environment.CpuUsage.TotalTime - processor;
        await done.CancelAsync().ConfigureAwait(false);
    }

    public bool Drain(RecordBatch batch) => source.Drain(batch);

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
