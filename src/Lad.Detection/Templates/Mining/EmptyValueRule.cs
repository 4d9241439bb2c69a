namespace Lad.Detection.Templates.Mining;

/// <summary>
/// <c>null</c> and its like behind <c>key=</c> stand in place of a value: variable when the key has other values too. <c>true</c> and
/// <c>false</c> are the point of a short message and stay, but are variable in a dump of many keys, where each combination would be a template.
/// </summary>
internal static class EmptyValueRule
{
    private const int KeysOfDump = 3;

    private static readonly HashSet<string> Empty = new(StringComparer.OrdinalIgnoreCase) { "null", "nil", "none", "undefined", "nan", "n/a" };
    private static readonly HashSet<string> Flags = new(StringComparer.OrdinalIgnoreCase) { "true", "false" };

    internal static SlotMarks Decide(MiningTable table, MiningOptions options)
    {
        var marks = new SlotMarks(table.Vectors);
        var values = new Dictionary<int, int>();
        var several = new HashSet<int>();
        foreach (MinedVector vector in table.Vectors)
        {
            for (int i = 1; i < vector.Words.Length; i++)
            {
                int key = vector.Words[i - 1];
                if (table.IsKey(key) && !table.IsKey(vector.Words[i]) && !values.TryAdd(key, vector.Words[i]) && values[key] != vector.Words[i])
                    several.Add(key);
            }
        }
        for (int v = 0; v < table.Vectors.Count && several.Count > 0; v++)
        {
            int[] words = table.Vectors[v].Words;
            bool dump = words.Count(table.IsKey) >= KeysOfDump;
            for (int i = 1; i < words.Length; i++)
            {
                if (!several.Contains(words[i - 1]) || words[i] == MiningTable.Wildcard)
                    continue;
                string word = table.Word(words[i]);
                if (Empty.Contains(word) || (dump && Flags.Contains(word)))
                    marks.Mark(v, i);
            }
        }
        return marks;
    }
}
