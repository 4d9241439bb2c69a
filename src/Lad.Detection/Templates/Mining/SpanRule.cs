using Lad.Detection.Masking;

namespace Lad.Detection.Templates.Mining;

/// <summary>
/// A run of one to three words is variable where a mask stands between the same beginning and the same end in other vectors: at once when it is
/// the whole value of a key, otherwise when four runs or more of different lengths stand there. Parameters of several words do not split a template.
/// </summary>
internal static class SpanRule
{
    private const int Longest = 3;
    private const int Fillings = 4;
    private const int Constants = 3;

    internal static SlotMarks Decide(MiningTable table, MiningOptions options)
    {
        var marks = new SlotMarks(table.Vectors);
        Dictionary<ulong, HashSet<ulong>> spans = Masks(table);
        if (spans.Count == 0)
            return marks;
        foreach (Span span in Spans(table, spans))
            spans[span.Context].Add(span.Filling);
        foreach (Span span in Spans(table, spans))
        {
            int[] words = table.Vectors[span.Vector].Words;
            if (!IsValue(table, words, span) && !(span.To < words.Length && span.Constants >= Constants && spans[span.Context].Count >= Fillings))
                continue;
            for (int i = span.From; i < span.To; i++)
                marks.Mark(span.Vector, i);
        }
        return marks;
    }

    // The whole value of a key: a key before it, another one or nothing behind.
    private static bool IsValue(MiningTable table, int[] words, Span span) =>
        span.From > 0 && table.IsKey(words[span.From - 1]) && (span.To == words.Length || table.IsKey(words[span.To]));

    private static Dictionary<ulong, HashSet<ulong>> Masks(MiningTable table)
    {
        var masks = new Dictionary<ulong, HashSet<ulong>>();
        foreach (MinedVector vector in table.Vectors)
        {
            ulong[] prefixes = Prefixes(vector.Words);
            ulong[] suffixes = Suffixes(vector.Words);
            for (int i = 0; i < vector.Words.Length; i++)
            {
                if (vector.Words[i] == MiningTable.Wildcard)
                    masks.TryAdd(Context(prefixes, suffixes, i, i + 1), [MiningTable.Wildcard]);
            }
        }
        return masks;
    }

    // All runs without a key that stand where a mask stands elsewhere.
    private static IEnumerable<Span> Spans(MiningTable table, Dictionary<ulong, HashSet<ulong>> masks)
    {
        for (int v = 0; v < table.Vectors.Count; v++)
        {
            int[] words = table.Vectors[v].Words;
            int constants = table.Vectors[v].Constants;
            ulong[] prefixes = Prefixes(words);
            ulong[] suffixes = Suffixes(words);
            for (int from = 0; from < words.Length; from++)
            {
                ulong filling = 0;
                int inside = 0;
                for (int to = from + 1; to <= words.Length && to <= from + Longest && !table.IsKey(words[to - 1]); to++)
                {
                    filling = WordHash.Append(filling, (ulong)(uint)words[to - 1]);
                    inside += words[to - 1] == MiningTable.Wildcard ? 0 : 1;
                    ulong context = Context(prefixes, suffixes, from, to);
                    if (inside > 0 && from > 0 && masks.ContainsKey(context))
                        yield return new Span(v, from, to, constants - inside, context, filling);
                }
            }
        }
    }

    private static ulong Context(ulong[] prefixes, ulong[] suffixes, int from, int to) => WordHash.Append(prefixes[from], suffixes[to]);

    private static ulong[] Prefixes(int[] words)
    {
        ulong[] hashes = new ulong[words.Length + 1];
        hashes[0] = 1;
        for (int i = 0; i < words.Length; i++)
            hashes[i + 1] = WordHash.Append(hashes[i], (ulong)(uint)words[i]);
        return hashes;
    }

    private static ulong[] Suffixes(int[] words)
    {
        ulong[] hashes = new ulong[words.Length + 1];
        hashes[^1] = 2;
        for (int i = words.Length - 1; i >= 0; i--)
            hashes[i] = WordHash.Append(hashes[i + 1], (ulong)(uint)words[i]);
        return hashes;
    }

    private readonly record struct Span(int Vector, int From, int To, int Constants, ulong Context, ulong Filling);
}
