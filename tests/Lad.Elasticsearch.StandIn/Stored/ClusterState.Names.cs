using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Stored;

/// <content>What names and patterns of indices stand for. Callers hold the lock.</content>
public sealed partial class ClusterState
{
    /// <summary>The concrete indices of an expression, in the order of their names.</summary>
    /// <exception cref="ApiException">404: a name that is no pattern is not there.</exception>
    internal IReadOnlyCollection<StoredIndex> Resolve(string expression, bool ignoreMissing = false)
    {
        var found = new SortedDictionary<string, StoredIndex>(StringComparer.Ordinal);
        bool patternBefore = false;
        foreach (string given in expression.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string name = DateMath.Resolve(given, options.Clock.GetUtcNow());
            bool excluded = patternBefore && name.StartsWith('-');
            if (excluded) name = name[1..];
            if (name == "_all") name = "*";
            patternBefore |= Wildcard.IsOne(name);
            List<StoredIndex>? meant = Wildcard.IsOne(name) ? Matching(name) : Named(name);
            if (meant is null && !ignoreMissing) throw ApiException.NoSuchIndex(name);
            foreach (StoredIndex index in meant ?? [])
            {
                if (excluded) found.Remove(index.Name);
                else found[index.Name] = index;
            }
        }

        return found.Values;
    }

    internal bool Exists(string expression) =>
        expression.Split(',').All(name => Wildcard.IsOne(name) ? Matching(name).Count > 0 : Named(DateMath.Resolve(name, options.Clock.GetUtcNow())) is not null);

    internal DataStream? FindStream(string name) => streams.GetValueOrDefault(name);

    private List<StoredIndex>? Named(string name)
    {
        if (indices.TryGetValue(name, out StoredIndex? index)) return [index];
        if (streams.TryGetValue(name, out DataStream? stream)) return [.. stream.Backing];
        return aliases.TryGetValue(name, out SortedSet<string>? members) && members.Count > 0 ? [.. members.Select(member => indices[member])] : null;
    }

    private List<StoredIndex> Matching(string pattern) =>
    [
        .. indices.Values.Where(index => Wildcard.Matches(pattern, index.Name) && (!index.IsHidden || pattern.StartsWith('.'))),
        .. streams.Values.Where(stream => Wildcard.Matches(pattern, stream.Name)).SelectMany(stream => stream.Backing),
        .. aliases.Where(alias => Wildcard.Matches(pattern, alias.Key)).SelectMany(alias => alias.Value.Select(member => indices[member])),
    ];
}
