using System.Threading.Channels;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources;

namespace Lad.Cli.FactStore;

/// <summary>
/// Anomalies on their way from the graph to the fact store of the same process: bounded in number and bytes until they are stored. For one reader.
/// </summary>
/// <param name="clock">The clock of when an anomaly came.</param>
/// <param name="maxAnomalies">Anomalies that wait, at most.</param>
/// <param name="maxBytes">Bytes that they take, at most; one that is longer by itself fits when nothing else waits.</param>
internal sealed class AnomalyQueue(TimeProvider clock, int maxAnomalies = 10_000, long maxBytes = 64L << 20) : IRecordSource
{
    private readonly Lock gate = new();
    private readonly Channel<byte[]> waiting = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SourceStream stream = new("this process", "this process");
    private TaskCompletionSource change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long offset;
    private long bytes;
    private int count;

    /// <inheritdoc/>
    public string Name => stream.Name;

    /// <summary>Anomalies that are not stored yet.</summary>
    public int Count
    {
        get
        {
            lock (gate) return count;
        }
    }

    /// <summary>Adds an anomaly; it is copied.</summary>
    /// <param name="record">The scored record.</param>
    /// <returns>Whether there was room.</returns>
    public bool TryAdd(ReadOnlySpan<byte> record)
    {
        lock (gate)
        {
            if (count >= maxAnomalies || (count > 0 && bytes + record.Length > maxBytes)) return false;
            if (!waiting.Writer.TryWrite(record.ToArray())) return false;
            count++;
            bytes += record.Length;
            return true;
        }
    }

    /// <summary>Ends when something was stored since it was asked for, so that there may be room.</summary>
    public Task StoredAsync()
    {
        lock (gate) return change.Task;
    }

    /// <summary>Nothing more comes: waits until all is stored.</summary>
    /// <returns>Anomalies that were not stored in time.</returns>
    public async Task<int> CompleteAsync(TimeSpan patience)
    {
        waiting.Writer.TryComplete();
        using var late = new CancellationTokenSource(patience, clock);
        try
        {
            for (Task stored = StoredAsync(); Count > 0; stored = StoredAsync())
                if (Count > 0) await stored.WaitAsync(late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What is left is told.
        }
        return Count;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ReadAsync(RecordBatch batch, CancellationToken cancellation)
    {
        if (!await waiting.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false)) return false;
        while (!batch.IsFull && waiting.Reader.TryRead(out byte[]? record))
        {
            batch.Append(record, new SourcePosition(stream, offset, offset + 1), clock.GetUtcNow().UtcTicks);
            offset++;
        }
        return true;
    }

    /// <inheritdoc/>
    public ValueTask AcknowledgeAsync(RecordBatch batch, CancellationToken cancellation)
    {
        lock (gate)
        {
            count -= batch.Count;
            for (int i = 0; i < batch.Count; i++) bytes -= batch.Record(i).Length;
            change.TrySetResult();
            change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
