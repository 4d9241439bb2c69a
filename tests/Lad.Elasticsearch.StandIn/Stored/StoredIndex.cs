using System.Text;

namespace Lad.Elasticsearch.StandIn.Stored;

/// <summary>One concrete index: shards of documents, appended only. Guarded by the state's lock.</summary>
public sealed class StoredIndex
{
    private readonly Dictionary<string, StoredDocument> byId = [];
    private readonly List<StoredDocument>[] shards;
    private long sequence;

    internal StoredIndex(string name, int shards, Mapping mapping)
    {
        Name = name;
        Mapping = mapping;
        this.shards = [.. Enumerable.Range(0, shards).Select(_ => new List<StoredDocument>())];
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether wildcards pass it by, as they do the indices behind data streams.</summary>
    public bool IsHidden => Name.StartsWith('.');

    internal Mapping Mapping { get; }

    internal int ShardCount => shards.Length;

    internal long NextSequence => sequence++;

    internal StoredDocument? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The newest version of each document, seen by searches or not.</summary>
    internal IEnumerable<StoredDocument> Documents => byId.Values;

    internal int Count => byId.Count;

    internal StoredDocument Put(string id, ReadOnlyMemory<byte> source, long visibleFrom)
    {
        int shard = ShardOf(id);
        StoredDocument? before = byId.GetValueOrDefault(id);
        var document = new StoredDocument(this, id, source, shard, shards[shard].Count, (before?.Version ?? 0) + 1) { VisibleFrom = visibleFrom };
        before?.ReplacedFrom = visibleFrom;
        shards[shard].Add(document);
        byId[id] = document;
        return document;
    }

    internal StoredDocument[] Visible(int shard, long now)
    {
        var visible = new List<StoredDocument>(shards[shard].Count);
        foreach (StoredDocument document in shards[shard])
        {
            if (document.VisibleFrom <= now && document.ReplacedFrom > now) visible.Add(document);
        }

        return [.. visible];
    }

    private int ShardOf(string id)
    {
        uint hash = 2166136261;
        foreach (byte part in Encoding.UTF8.GetBytes(id)) hash = (hash ^ part) * 16777619;
        return (int)(hash % (uint)shards.Length);
    }
}
