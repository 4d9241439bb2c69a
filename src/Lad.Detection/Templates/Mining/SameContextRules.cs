using Lad.Detection.Masking;

namespace Lad.Detection.Templates.Mining;

/// <summary>
/// Rules about vectors that are equal but for one slot: several words fill it; a mask already does; the words look like identifiers;
/// or the same words alternate elsewhere after the same word (users are opened and closed, states are not).
/// </summary>
internal static class SameContextRules
{
    private const int Identifiers = 3;
    private const int Shared = 3;

    internal static SlotMarks Decide(MiningTable table, MiningOptions options)
    {
        var marks = new SlotMarks(table.Vectors);
        var contexts = new SlotContexts(marks.Slots);
        int[] groups = new int[marks.Slots];
        int slot = 0;
        foreach (MinedVector vector in table.Vectors)
        {
            ulong sum = SlotContexts.Sum(vector.Words);
            for (int i = 0; i < vector.Words.Length; i++)
            {
                int word = vector.Words[i];
                groups[slot++] = contexts.Add(SlotContexts.Without(sum, i, word), word, table.IsIdentifier(word), out _);
            }
        }

        bool[] pooled = Pooled(table, contexts, groups);
        slot = 0;
        for (int v = 0; v < table.Vectors.Count; v++)
        {
            int[] words = table.Vectors[v].Words;
            int constants = table.Vectors[v].Constants - 1;
            int left = 0;
            for (int i = 0; i < words.Length; i++, slot++)
            {
                if (words[i] == MiningTable.Wildcard)
                    continue;
                bool afterKey = i > 0 && table.IsKey(words[i - 1]);
                if (constants > 0 && IsVariable(contexts[groups[slot]], constants, left, afterKey, pooled[groups[slot]], options))
                    marks.Mark(v, i);
                left++;
            }
        }
        return marks;
    }

    private static bool IsVariable(ContextGroup group, int constants, int left, bool afterKey, bool pooled, MiningOptions options)
    {
        int limit = left == 0 ? options.WordsInWeakContext : constants == 1 ? 2 * options.WordsInSameContext : options.WordsInSameContext;
        if (group.Words >= limit)
            return true;
        if (left == 0)
            return false;
        bool firm = constants >= 2;
        return (group.HasMask && (firm || afterKey))
            || (firm && group.OnlyIdentifiers && group.Words >= Identifiers)
            || (firm && pooled);
    }

    // The contexts of which three words or more also alternate in another context behind the same word.
    private static bool[] Pooled(MiningTable table, SlotContexts contexts, int[] groups)
    {
        var occurrences = new Dictionary<ulong, int>();
        int slot = 0;
        foreach (MinedVector vector in table.Vectors)
        {
            for (int i = 0; i < vector.Words.Length; i++, slot++)
            {
                if (Alternates(vector, i, contexts[groups[slot]]))
                    occurrences[Pair(vector.Words, i)] = occurrences.GetValueOrDefault(Pair(vector.Words, i)) + 1;
            }
        }
        int[] shared = new int[contexts.Count];
        slot = 0;
        foreach (MinedVector vector in table.Vectors)
        {
            for (int i = 0; i < vector.Words.Length; i++, slot++)
            {
                if (Alternates(vector, i, contexts[groups[slot]]) && occurrences[Pair(vector.Words, i)] >= 2)
                    shared[groups[slot]]++;
            }
        }
        return Array.ConvertAll(shared, count => count >= Shared);
    }

    private static bool Alternates(MinedVector vector, int i, ContextGroup group) =>
        group.Words >= 2 && i > 0 && vector.Words[i] != MiningTable.Wildcard && vector.Words[i - 1] != MiningTable.Wildcard;

    private static ulong Pair(int[] words, int i) => ((ulong)(uint)words[i - 1] << 32) | (uint)words[i];
}
