namespace Lad.Detection.Templates.Mining;

/// <summary>What follows <c>key=</c> is variable when it takes several values, wherever the key stands.</summary>
internal static class KeyRule
{
    internal static SlotMarks Decide(MiningTable table, MiningOptions options)
    {
        var marks = new SlotMarks(table.Vectors);
        var values = new HashSet<ulong>();
        var counts = new Dictionary<int, int>();
        foreach (MinedVector vector in table.Vectors)
        {
            for (int i = 1; i < vector.Words.Length; i++)
            {
                if (IsValue(table, vector.Words, i) && values.Add(((ulong)(uint)vector.Words[i - 1] << 32) | (uint)vector.Words[i]))
                    counts[vector.Words[i - 1]] = counts.GetValueOrDefault(vector.Words[i - 1]) + 1;
            }
        }
        for (int v = 0; v < table.Vectors.Count; v++)
        {
            int[] words = table.Vectors[v].Words;
            for (int i = 1; i < words.Length; i++)
            {
                if (IsValue(table, words, i) && counts[words[i - 1]] >= options.WordsOfKey)
                    marks.Mark(v, i);
            }
        }
        return marks;
    }

    // A key behind a key: the first one has no value.
    private static bool IsValue(MiningTable table, int[] words, int i) =>
        words[i] != MiningTable.Wildcard && table.IsKey(words[i - 1]) && !table.IsKey(words[i]);
}
