using Lad.Detection.Parsing.Events;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Sources.Lines;

namespace Lad.Pipeline.Sources.MultiLine;

/// <summary>
/// Joins the lines of one stream into events. It holds back the event under way, since only the next line, a timeout or the end tells that it is whole;
/// the record's position is its first line's, where the stream goes on its last line's. Not thread-safe.
/// </summary>
/// <param name="boundary">Tells where events begin.</param>
/// <param name="maxLines">Lines of one record.</param>
/// <param name="maxBytes">Bytes of one record.</param>
internal sealed class EventJoiner(EventBoundary boundary, int maxLines, int maxBytes)
{
    private byte[] text = new byte[1024];
    private int length;
    private int firstLength;
    private int lines;
    private long offset;
    private long next;
    private long firstTicks;
    private RecordFlags flags;

    /// <summary>Whether an event is held back.</summary>
    public bool HasEvent => lines > 0;

    /// <summary>When the last line of the held event came, UTC ticks.</summary>
    public long LastTicks { get; private set; }

    public static EventJoiner? Create(MultiLineOptions options, int maxBytes) => options.Mode switch
    {
        MultiLineMode.Off => null,
        MultiLineMode.Pattern => new EventJoiner(new PatternBoundary(options.StartPattern!), options.MaxLines, maxBytes),
        _ => new EventJoiner(new StackTraceBoundary(), options.MaxLines, maxBytes),
    };

    /// <summary>Takes a line; appends the event before it if that is whole now: at most one record.</summary>
    /// <returns>Whether the event before was handed on unfinished, for its size.</returns>
    public bool Add(in Line line, SourceStream stream, long observedTicks, RecordBatch batch)
    {
        if (lines > 0)
        {
            if (boundary.Continues(text.AsSpan(0, firstLength), line.Text))
            {
                if (lines < maxLines && length + 1 + line.Text.Length <= maxBytes)
                {
                    text[length++] = (byte)'\n';
                    flags |= RecordFlags.MultiLine;
                    Take(line, observedTicks);
                    return false;
                }
                // The boundary is not told: what follows goes on with this event, in a record of its own.
                flags |= RecordFlags.Truncated;
                Flush(stream, batch);
                Start(line, observedTicks);
                flags |= RecordFlags.MultiLine;
                return true;
            }
            Flush(stream, batch);
        }
        boundary.Begin(line.Text);
        Start(line, observedTicks);
        return false;
    }

    /// <summary>Appends the held event as it is.</summary>
    public void Flush(SourceStream stream, RecordBatch batch)
    {
        batch.Append(text.AsSpan(0, length), new SourcePosition(stream, offset, next), firstTicks, flags);
        lines = 0;
    }

    private void Start(in Line line, long observedTicks)
    {
        length = lines = 0;
        flags = RecordFlags.None;
        offset = line.Offset;
        firstTicks = observedTicks;
        firstLength = line.Text.Length;
        Take(line, observedTicks);
    }

    private void Take(in Line line, long observedTicks)
    {
        // One byte more, for the line feed before the next line.
        if (text.Length < length + line.Text.Length + 1) Array.Resize(ref text, Math.Max(text.Length * 2, length + line.Text.Length + 1));
        line.Text.CopyTo(text.AsSpan(length));
        length += line.Text.Length;
        if (line.Dropped > 0) flags |= RecordFlags.Truncated;
        next = line.Next;
        lines++;
        LastTicks = observedTicks;
    }
}
