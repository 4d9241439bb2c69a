namespace Lad.Pipeline.Batches;

/// <summary>What sinks rendered for a batch ahead of their turn: one buffer for each sink, kept with the batch for its next use.</summary>
public sealed class BatchOutputs
{
    private readonly List<Entry> entries = [];

    /// <summary>An empty buffer for <paramref name="owner"/>, which is marked as prepared.</summary>
    public OutputBuffer Prepare(object owner)
    {
        Entry? entry = Find(owner);
        if (entry is null) entries.Add(entry = new Entry(owner));
        entry.IsPrepared = true;
        entry.Buffer.Clear();
        return entry.Buffer;
    }

    /// <summary>What <paramref name="owner"/> prepared for this batch; <see langword="null"/> when it did not.</summary>
    public OutputBuffer? Prepared(object owner) => Find(owner) is { IsPrepared: true } entry ? entry.Buffer : null;

    /// <summary>Forgets what was prepared and keeps the buffers.</summary>
    public void Clear()
    {
        foreach (Entry entry in entries)
        {
            entry.IsPrepared = false;
            entry.Buffer.Clear();
        }
    }

    private Entry? Find(object owner)
    {
        foreach (Entry entry in entries)
            if (ReferenceEquals(entry.Owner, owner)) return entry;
        return null;
    }

    private sealed class Entry(object owner)
    {
        public object Owner { get; } = owner;

        public OutputBuffer Buffer { get; } = new();

        public bool IsPrepared { get; set; }
    }
}
