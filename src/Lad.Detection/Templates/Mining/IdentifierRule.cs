using Lad.Detection.Masking;

namespace Lad.Detection.Templates.Mining;

/// <summary>
/// Vectors that are equal but for words that look like identifiers or are masks: where two slots or more vary, each with three fillings or more,
/// the identifiers are variable (<c>a.b is deprecated, use c.d</c>).
/// </summary>
internal static class IdentifierRule
{
    private const int Fillings = 3;
    private const int Constants = 3;

    internal static SlotMarks Decide(MiningTable table, MiningOptions options)
    {
        var marks = new SlotMarks(table.Vectors);
        var skeletons = new Dictionary<ulong, List<int>>();
        for (int v = 0; v < table.Vectors.Count; v++)
        {
            if (Skeleton(table, table.Vectors[v].Words) is not { } skeleton)
                continue;
            if (!skeletons.TryGetValue(skeleton, out List<int>? vectors))
                skeletons.Add(skeleton, vectors = []);
            vectors.Add(v);
        }
        foreach (List<int> vectors in skeletons.Values)
        {
            if (vectors.Count >= Fillings)
                Mark(table, vectors, marks);
        }
        return marks;
    }

    private static void Mark(MiningTable table, List<int> vectors, SlotMarks marks)
    {
        var varying = new List<int>();
        for (int i = 0; i < table.Vectors[vectors[0]].Words.Length; i++)
        {
            int fillings = vectors.Select(v => table.Vectors[v].Words[i]).Distinct().Take(Fillings).Count();
            if (fillings >= Fillings)
                varying.Add(i);
        }
        if (varying.Count < 2)
            return;
        foreach (int v in vectors)
        {
            foreach (int i in varying)
            {
                if (table.Vectors[v].Words[i] != MiningTable.Wildcard)
                    marks.Mark(v, i);
            }
        }
    }

    // The hash of a vector with identifiers and masks taken for the same; none when nothing could vary or too little is constant.
    private static ulong? Skeleton(MiningTable table, int[] words)
    {
        ulong hash = (ulong)words.Length;
        int constants = 0;
        int identifiers = 0;
        foreach (int word in words)
        {
            bool slot = word == MiningTable.Wildcard || table.IsIdentifier(word);
            constants += slot ? 0 : 1;
            identifiers += slot ? 1 : 0;
            hash = WordHash.Append(hash, slot ? 0 : (ulong)(uint)word);
        }
        return constants >= Constants && identifiers >= 2 ? hash : null;
    }
}
