using Lad.Elasticsearch.StandIn.Http;

namespace Lad.Elasticsearch.StandIn.Searching;

/// <summary>All hits of one query within a snapshot, in order, so that a page costs a binary search.</summary>
internal sealed class HitList : IComparer<Hit>
{
    private readonly List<SortOrder> sort;
    private readonly Hit[] hits;

    public HitList(Snapshot snapshot, SearchRequest request, int leftOutShards)
    {
        sort = request.Sort;
        List<SortOrder> dates = [.. sort.Where(part => !part.IsPlace)];
        if (dates.Count > 2) throw ApiException.IllegalArgument("the stand-in sorts by two fields at most");
        CheckMapped(snapshot, dates);
        SortOrder? first = dates.ElementAtOrDefault(0), second = dates.ElementAtOrDefault(1);
        var found = new List<Hit>();
        using var candidate = new Candidate();
        for (int shard = leftOutShards; shard < snapshot.Shards.Count; shard++)
        {
            foreach (Stored.StoredDocument document in snapshot.Shards[shard])
            {
                if (request.Slice is { } slice && (shard + document.Position) % slice.Max != slice.Id) continue;
                candidate.Take(document);
                if (request.Query(candidate)) found.Add(new(document, ((long)shard << 32) | (uint)document.Position, Value(document, first), Value(document, second)));
            }
        }

        hits = [.. found];
        Array.Sort(hits, this);
    }

    public int Count => hits.Length;

    public ReadOnlySpan<Hit> Page(IReadOnlyList<long>? after, int from, int size)
    {
        int start = Math.Min(after is null ? from : Behind(after), hits.Length);
        return hits.AsSpan(start, Math.Min(size, hits.Length - start));
    }

    public int Compare(Hit x, Hit y)
    {
        int at = 0;
        foreach (SortOrder part in sort)
        {
            int order = part.IsPlace ? x.Place.CompareTo(y.Place) : at++ == 0 ? x.First.CompareTo(y.First) : x.Second.CompareTo(y.Second);
            if (order != 0) return part.Descending ? -order : order;
        }

        return x.Place.CompareTo(y.Place);
    }

    private static long Value(Stored.StoredDocument document, SortOrder? part)
    {
        if (part is null) return 0;
        return document.Time(part.Field) is not { } time ? part.Missing : part.InNanoseconds ? time * 1_000_000 : time;
    }

    /// <summary>The first hit that lies behind the given values.</summary>
    private int Behind(IReadOnlyList<long> after)
    {
        long place = long.MinValue;
        var dates = new List<long>();
        bool placed = false;
        for (int part = 0; part < sort.Count; part++)
        {
            if (!sort[part].IsPlace)
            {
                dates.Add(after[part]);
                continue;
            }

            place = after[part];
            placed = true;
        }

        // Without a tie-breaker everything with the same values is left behind, as in Elasticsearch.
        if (!placed) place = long.MaxValue;
        var last = new Hit(null!, place, dates.ElementAtOrDefault(0), dates.ElementAtOrDefault(1));
        int low = 0, high = hits.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Compare(hits[middle], last) > 0) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private static void CheckMapped(Snapshot snapshot, List<SortOrder> dates)
    {
        foreach (SortOrder part in dates.Where(part => part.UnmappedType is null))
        {
            foreach (Stored.StoredIndex index in snapshot.Indices)
            {
                if (index.Mapping.TypeOf(part.Field) is null && !snapshot.Shards.Any(shard => shard.Any(document => document.Owner == index && document.Time(part.Field) is not null)))
                    throw new ApiException(400, "query_shard_exception", $"No mapping found for [{part.Field}] in order to sort on") { Index = index.Name, InShards = true };
            }
        }
    }
}
