namespace Lad.Detection.Templates.Mining;

/// <summary>A token vector during mining.</summary>
/// <param name="Words">Numbers of the words.</param>
/// <param name="Starts">For each word, the index of the message's token at which it starts; it ends where the next one starts.</param>
/// <param name="Message">Index of the message from which the text is made.</param>
internal sealed record MinedVector(int[] Words, int[] Starts, int Message)
{
    internal static MinedVector Of(IReadOnlyList<string> tokens, Dictionary<string, int> numbers, int message)
    {
        int[] words = new int[tokens.Count];
        int[] starts = new int[tokens.Count];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = numbers[tokens[i]];
            starts[i] = i;
        }
        return new MinedVector(words, starts, message);
    }

    /// <summary>Words that are no wildcard.</summary>
    internal int Constants
    {
        get
        {
            int constants = 0;
            foreach (int word in Words)
                constants += word == MiningTable.Wildcard ? 0 : 1;
            return constants;
        }
    }

    /// <summary>This vector, number <paramref name="vector"/>, with its marked slots masked and adjacent masks joined; itself when none is marked.</summary>
    internal MinedVector Masked(SlotMarks marks, int vector)
    {
        if (!marks.AnyIn(vector))
            return this;
        var words = new List<int>(Words.Length);
        var starts = new List<int>(Words.Length);
        for (int i = 0; i < Words.Length; i++)
        {
            int word = marks[vector, i] ? MiningTable.Wildcard : Words[i];
            if (word == MiningTable.Wildcard && words.Count > 0 && words[^1] == MiningTable.Wildcard)
                continue;
            words.Add(word);
            starts.Add(Starts[i]);
        }
        return new MinedVector([.. words], [.. starts], Message);
    }
}
