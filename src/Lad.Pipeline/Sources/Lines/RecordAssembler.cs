using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Sources.Lines;

/// <summary>Turns the bytes of one stream into records in batches. Not thread-safe.</summary>
/// <param name="stream">The stream that the records come from.</param>
/// <param name="lines">Cuts the stream into lines.</param>
/// <param name="counters">Counts lines, records and drops.</param>
internal sealed class RecordAssembler(SourceStream stream, LineBuffer lines, SourceCounters counters) : IDisposable
{
    /// <summary>Position of the stream up to which bytes were taken in.</summary>
    public long EndPosition => lines.EndPosition;

    /// <summary>Room for the next read.</summary>
    public Memory<byte> Room() => lines.Room();

    /// <summary>Takes in what was read into the room.</summary>
    public void Commit(int bytes)
    {
        lines.Commit(bytes);
        counters.AddBytes(bytes);
    }

    /// <summary>Appends the records at hand until the batch is full.</summary>
    public void Fill(RecordBatch batch, long observedTicks)
    {
        int before = batch.Count;
        while (!batch.IsFull && lines.TryRead(out Line line)) Append(batch, line, observedTicks);
        counters.AddLines(batch.Count - before);
        counters.AddRecords(batch.Count - before);
    }

    /// <summary>Appends what is left at the end of the stream. False when the batch was full before all was in.</summary>
    public bool Finish(RecordBatch batch, long observedTicks)
    {
        if (!lines.HasPartial) return true;
        if (batch.IsFull) return false;
        if (lines.TryReadLast(out Line line)) Append(batch, line, observedTicks);
        counters.AddLines(1);
        counters.AddRecords(1);
        return true;
    }

    public void Dispose() => lines.Dispose();

    private void Append(RecordBatch batch, in Line line, long observedTicks)
    {
        RecordFlags flags = RecordFlags.None;
        if (line.Dropped > 0)
        {
            flags = RecordFlags.Truncated;
            counters.AddTruncated(line.Dropped);
        }
        batch.Append(line.Text, new SourcePosition(stream, line.Offset, line.Next), observedTicks, flags);
    }
}
