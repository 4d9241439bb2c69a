using Lad.Pipeline.Batches;
using Lad.Pipeline.Sinks;
using Lad.Pipeline.Sinks.Json;

namespace Lad.Cli.FactStore;

/// <summary>
/// Gives the graph's anomalies to a fact store in the same process, those that do not alert too. A store that is slow holds scoring back for a moment; one that stays so misses anomalies, and they are counted.
/// </summary>
/// <param name="queue">Where they wait for the store.</param>
/// <param name="clock">The clock of that moment.</param>
/// <param name="behind">Is told once each time that the store begins to miss some.</param>
internal sealed class AnomalyTap(AnomalyQueue queue, TimeProvider clock, Action behind) : IRenderingSink
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly ScoredRecordWriter writer = new();
    private volatile bool isBehind;
    private long missed;

    /// <inheritdoc/>
    public string Name => "fact store";

    /// <summary>Anomalies that the store did not get.</summary>
    public long Missed => Interlocked.Read(ref missed);

    /// <inheritdoc/>
    public void Render(RecordBatch batch)
    {
        OutputBuffer output = batch.Outputs.Prepare(this);
        for (int i = 0; i < batch.Count; i++)
            if (batch.Outcomes[i] == RecordOutcome.Scored && batch.Assessments[i].IsAnomaly && writer.TryWriteObject(batch, i, output)) output.Append((byte)'\n');
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation) =>
        batch.Outputs.Prepared(this) is { Length: > 0 } lines ? AddAsync(lines.Written, cancellation) : ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask AddAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation)
    {
        while (!lines.IsEmpty)
        {
            int end = lines.Span.IndexOf((byte)'\n');
            if (await TryAddAsync(lines[..end], cancellation).ConfigureAwait(false)) isBehind = false;
            else Interlocked.Increment(ref missed);
            lines = lines[(end + 1)..];
        }
    }

    private async ValueTask<bool> TryAddAsync(ReadOnlyMemory<byte> record, CancellationToken cancellation)
    {
        Task stored = queue.StoredAsync();
        if (queue.TryAdd(record.Span)) return true;
        // Whoever was too slow once is not waited for again before there is room.
        if (isBehind) return false;
        using var late = new CancellationTokenSource(Patience, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            while (true)
            {
                await stored.WaitAsync(ended.Token).ConfigureAwait(false);
                stored = queue.StoredAsync();
                if (queue.TryAdd(record.Span)) return true;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            if (!isBehind) behind();
            isBehind = true;
            return false;
        }
    }
}
