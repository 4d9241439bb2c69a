using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources.MultiLine;

namespace Lad.Pipeline.Sources.Lines;

/// <summary>Turns the bytes of one stream into records in batches. Not thread-safe.</summary>
/// <param name="stream">The stream that the records come from.</param>
/// <param name="lines">Cuts the stream into lines.</param>
/// <param name="joiner">Joins lines into records; none where each line is a record.</param>
/// <param name="counters">Counts lines, records and drops.</param>
internal sealed class RecordAssembler(SourceStream stream, LineBuffer lines, EventJoiner? joiner, SourceCounters counters) : IDisposable
{
    /// <summary>The stream that the records come from.</summary>
    public SourceStream Stream { get; } = stream;

    /// <summary>Position of the stream up to which bytes were taken in.</summary>
    public long EndPosition => lines.EndPosition;

    /// <summary>Whether anything is held that is no record yet.</summary>
    public bool HoldsBack => lines.HasPartial || HoldsEvent;

    /// <summary>Whether whole lines are held back because more of their event may follow.</summary>
    public bool HoldsEvent => joiner is { HasEvent: true };

    /// <summary>When the last line of the held event came, UTC ticks.</summary>
    public long EventTicks => joiner?.LastTicks ?? 0;

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
        int before = batch.Count, taken = 0;
        while (!batch.IsFull && lines.TryRead(out Line line))
        {
            taken++;
            Take(batch, line, observedTicks);
        }
        counters.AddLines(taken);
        counters.AddRecords(batch.Count - before);
    }

    /// <summary>Appends the event that is held back.</summary>
    public void FlushEvent(RecordBatch batch)
    {
        joiner!.Flush(Stream, batch);
        counters.AddRecords(1);
    }

    /// <summary>Appends what is left at the end of the stream. False when the batch was full before all was in.</summary>
    public bool Finish(RecordBatch batch, long observedTicks)
    {
        if (lines.HasPartial)
        {
            if (batch.IsFull) return false;
            int before = batch.Count;
            if (lines.TryReadLast(out Line line)) Take(batch, line, observedTicks);
            counters.AddLines(1);
            counters.AddRecords(batch.Count - before);
        }
        if (!HoldsEvent) return true;
        if (batch.IsFull) return false;
        FlushEvent(batch);
        return true;
    }

    /// <summary>Gives memory back while nothing is held.</summary>
    public void Release() => lines.Release();

    public void Dispose() => lines.Dispose();

    private void Take(RecordBatch batch, in Line line, long observedTicks)
    {
        if (line.Dropped > 0) counters.AddTruncated(line.Dropped);
        if (joiner is not null)
        {
            if (joiner.Add(line, Stream, observedTicks, batch)) counters.AddTruncated(0);
        }
        else batch.Append(line.Text, new SourcePosition(Stream, line.Offset, line.Next), observedTicks, line.Dropped > 0 ? RecordFlags.Truncated : RecordFlags.None);
    }
}
