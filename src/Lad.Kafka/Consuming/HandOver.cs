using System.Runtime.ExceptionServices;
using Lad.Pipeline.Batches;

namespace Lad.Kafka.Consuming;

/// <summary>
/// Between the poll thread, which publishes chunks, and the one reader, which fills batches from them. Bounded by the poll thread, which looks at the marks before it polls:
/// at most the high mark, one chunk and what one poll brings.
/// </summary>
internal sealed class HandOver(KafkaSourceOptions options, KafkaSourceCounters counters)
{
    private const int KeptChunks = 32;

    // The reader copies under this one; the poll thread takes it to give partitions up between two copies.
    private readonly Lock taking = new();
    private readonly object gate = new();
    private readonly Stack<RecordChunk> idle = new();
    private readonly LinkedList<RecordChunk> chunks = new();
    private TaskCompletionSource? reader;
    private ExceptionDispatchInfo? failure;
    private RecordChunk? current;
    private int index;
    private long records;
    private long bytes;
    private bool woken;
    private bool completed;

    /// <summary>Records that wait for the reader.</summary>
    public long Records => Volatile.Read(ref records);

    /// <summary>Bytes that wait for the reader.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>Whether the source is to be held back.</summary>
    public bool IsAboveHigh => Records >= options.HighWatermarkRecords || Bytes >= options.HighWatermarkBytes;

    private bool IsBelowLow => Records <= options.LowWatermarkRecords && Bytes <= options.LowWatermarkBytes;

    /// <summary>Poll thread: an empty chunk.</summary>
    public RecordChunk Rent()
    {
        lock (gate) return idle.TryPop(out RecordChunk? chunk) ? chunk : new RecordChunk();
    }

    /// <summary>Poll thread: hands a chunk over, full or not. It belongs to the hand-over from then on.</summary>
    public void Publish(RecordChunk chunk)
    {
        lock (gate)
        {
            records += chunk.Count;
            bytes += chunk.ByteCount;
            // Single records of a slow stream are put together while the reader is busy, or each would keep a whole chunk's buffer.
            if (chunks.Last?.Value.TryAdd(chunk) == true) Recycle(chunk);
            else chunks.AddLast(chunk);
            Wake();
        }
    }

    /// <summary>Poll thread: nothing more comes. With a failure, the reader gets it after all that was published.</summary>
    public void Complete(Exception? exception = null)
    {
        lock (gate)
        {
            completed = true;
            failure ??= exception is null ? null : ExceptionDispatchInfo.Capture(exception);
            Wake();
        }
    }

    /// <summary>Poll thread: no record of these streams is handed on any more, from now on and for those who look at what was taken of them.</summary>
    public void StopTaking(IEnumerable<PartitionStream> streams)
    {
        lock (taking)
        {
            foreach (PartitionStream stream in streams) stream.StopTaking();
        }
    }

    /// <summary>Poll thread: waits until the low mark is reached, or <see cref="Interrupt"/> is called.</summary>
    /// <returns>Whether the mark is reached.</returns>
    public bool WaitForLow(TimeSpan within, TimeProvider clock)
    {
        long start = clock.GetTimestamp();
        lock (gate)
        {
            while (!IsBelowLow && !woken)
            {
                TimeSpan left = within - clock.GetElapsedTime(start);
                if (left <= TimeSpan.Zero) break;
                Monitor.Wait(gate, left);
            }
            woken = false;
            return IsBelowLow;
        }
    }

    /// <summary>Wakes the poll thread from <see cref="WaitForLow"/>.</summary>
    public void Interrupt()
    {
        lock (gate)
        {
            woken = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Reader: moves what is there into the batch, until that is full.</summary>
    public void Fill(RecordBatch batch)
    {
        int movedRecords = 0;
        long movedBytes = 0;
        lock (taking)
        {
            while (!batch.IsFull && TryNext(ref movedBytes))
            {
                movedRecords++;
                PartitionStream stream = current!.Stream(index);
                if (stream.IsOpen) stream.Take(current.CopyTo(batch, index));
                else counters.Drop();
                index++;
            }
        }
        if (movedRecords == 0 && movedBytes == 0) return;
        lock (gate)
        {
            records -= movedRecords;
            bytes -= movedBytes;
            if (IsBelowLow) Monitor.PulseAll(gate);
        }
    }

    /// <summary>Reader: ends when there may be something to read, or nothing more will be.</summary>
    public Task WhenReadyAsync()
    {
        lock (gate)
        {
            if (chunks.Count > 0 || completed) return Task.CompletedTask;
            reader ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return reader.Task;
        }
    }

    /// <summary>Reader: whether all is read and nothing more comes.</summary>
    /// <exception cref="Exception">The failure that ended the source.</exception>
    public bool IsOver()
    {
        lock (gate)
        {
            if (!completed || chunks.Count > 0) return false;
            failure?.Throw();
            return true;
        }
    }

    private bool TryNext(ref long movedBytes)
    {
        if (current is not null && index < current.Count) return true;
        lock (gate)
        {
            if (current is not null)
            {
                movedBytes += current.ByteCount;
                Recycle(current);
            }
            current = chunks.First?.Value;
            if (current is not null) chunks.RemoveFirst();
        }
        index = 0;
        return current is not null;
    }

    private void Recycle(RecordChunk chunk)
    {
        chunk.Clear();
        if (idle.Count < KeptChunks) idle.Push(chunk);
    }

    private void Wake()
    {
        reader?.TrySetResult();
        reader = null;
    }
}
