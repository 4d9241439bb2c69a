using Lad.Detection.Masking;

namespace Lad.Detection.Templates.Mining;

/// <summary>A slot is variable when many words fill it between the same two neighbours, at the same place of vectors of the same length.</summary>
internal static class NeighbourRule
{
    private const int Edge = -2;

    internal static SlotMarks Decide(MiningTable table, MiningOptions options)
    {
        var marks = new SlotMarks(table.Vectors);
        var contexts = new SlotContexts(marks.Slots);
        foreach (MinedVector vector in table.Vectors)
        {
            int[] words = vector.Words;
            for (int i = 0; i < words.Length; i++)
            {
                if (words[i] != MiningTable.Wildcard)
                    contexts.Add(Context(words, i), words[i], false, out _);
            }
        }
        for (int v = 0; v < table.Vectors.Count; v++)
        {
            int[] words = table.Vectors[v].Words;
            int constants = table.Vectors[v].Constants;
            for (int i = 0; i < words.Length; i++)
            {
                if (words[i] == MiningTable.Wildcard || constants < 2 || table.IsKey(words[i]))
                    continue;
                bool weak = Left(words, i) <= MiningTable.Wildcard;
                if (weak && Right(words, i) <= MiningTable.Wildcard)
                    continue;
                int limit = weak ? options.WordsInWeakContext : options.WordsBetweenNeighbours;
                int group = contexts.Add(Context(words, i), words[i], false, out _);
                if (contexts[group].Words >= limit)
                    marks.Mark(v, i);
            }
        }
        return marks;
    }

    private static int Left(int[] words, int i) => i > 0 ? words[i - 1] : Edge;

    private static int Right(int[] words, int i) => i + 1 < words.Length ? words[i + 1] : Edge;

    private static ulong Context(int[] words, int i)
    {
        ulong place = ((ulong)(uint)words.Length << 32) | (uint)i;
        return WordHash.Append(WordHash.Append(place, (ulong)(uint)Left(words, i) + 1), (ulong)(uint)Right(words, i) + 1);
    }
}
