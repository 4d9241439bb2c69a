using Lad.Detection.Parsing;
using Lad.Pipeline.Sinks;

namespace Lad.Pipeline.Batches;

/// <summary>The columns of a batch for what only some sources give; made when the first record with such things comes.</summary>
internal sealed class SourceColumns
{
    /// <summary>Stands for a record without a key.</summary>
    public static readonly ByteSlice None = new(-1, 0);

    /// <param name="capacity">Records of the batch.</param>
    /// <param name="before">Records that came without such things.</param>
    public SourceColumns(int capacity, int before)
    {
        Keys = new ByteSlice[capacity];
        TraceParents = new ByteSlice[capacity];
        TimeTicks = new long[capacity];
        Attempts = new int[capacity];
        Ids = new EventId?[capacity];
        Keys.AsSpan(0, before).Fill(None);
    }

    public ByteSlice[] Keys { get; }

    public ByteSlice[] TraceParents { get; }

    public long[] TimeTicks { get; }

    public int[] Attempts { get; }

    public EventId?[] Ids { get; }

    public void Set(int index, ByteSlice key, ByteSlice traceParent, long timeTicks, int attempt, EventId? id)
    {
        Keys[index] = key;
        TraceParents[index] = traceParent;
        TimeTicks[index] = timeTicks;
        Attempts[index] = attempt;
        Ids[index] = id;
    }
}
