namespace Lad.Elasticsearch.Reading.Sweeps;

/// <summary>Ids in the order in which they were handed on: those that are acknowledged are the first ones, so that a number tells which.</summary>
/// <param name="number">Names it in the cursor.</param>
/// <param name="first">Sequence number of its first id.</param>
internal sealed class IdSegment(int number, long first)
{
    /// <summary>Ids of a full segment: what a busy second changes of a cursor stays small, and so does the number of segments.</summary>
    public const int Capacity = 4096;

    private DatedId[] entries = new DatedId[64];

    public int Number { get; } = number;

    public int Count { get; private set; }

    /// <summary>Whether nothing is added any more.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Ids that the cursor has.</summary>
    public int Saved { get; set; }

    public ReadOnlySpan<DatedId> Entries => entries.AsSpan(0, Count);

    public void Add(DatedId entry)
    {
        if (Count == entries.Length) Array.Resize(ref entries, Count * 2);
        entries[Count++] = entry;
        IsClosed |= Count == Capacity;
    }

    /// <summary>How many are acknowledged when all before a sequence number are.</summary>
    public int Acknowledged(long before) => (int)Math.Clamp(before - first, 0, Count);
}
