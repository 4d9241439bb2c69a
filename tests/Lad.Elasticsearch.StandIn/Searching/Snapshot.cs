using Lad.Elasticsearch.StandIn.Stored;

namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>What searches saw at one moment: the shards of some indices, in the order that <c>_shard_doc</c> counts them.</summary>
internal sealed class Snapshot
{
    private Snapshot(IReadOnlyList<StoredIndex> indices, IReadOnlyList<StoredDocument[]> shards)
    {
        Indices = indices;
        Shards = shards;
    }

    public IReadOnlyList<StoredIndex> Indices { get; }

    public IReadOnlyList<StoredDocument[]> Shards { get; }

    public static Snapshot Take(ClusterState state, string expression, bool ignoreUnavailable)
    {
        lock (state.Gate)
        {
            long now = state.Now;
            StoredIndex[] indices = [.. state.Resolve(expression, ignoreUnavailable)];
            return new(indices, [.. indices.SelectMany(index => Enumerable.Range(0, index.ShardCount).Select(shard => index.Visible(shard, now)))]);
        }
    }
}
