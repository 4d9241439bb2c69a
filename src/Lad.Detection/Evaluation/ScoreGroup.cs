namespace Lad.Detection.Evaluation;

/// <summary>The units that share one score.</summary>
internal readonly record struct ScoreGroup(double Score, long Positives, long Negatives)
{
    /// <summary>Units grouped by equal scores, the largest first.</summary>
    /// <exception cref="ArgumentException">There are not as many labels as scores, or a score is not a number.</exception>
    public static List<ScoreGroup> Descending(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        if (scores.Length != labels.Length)
            throw new ArgumentException($"Each score needs a label, got {scores.Length} scores and {labels.Length} labels.", nameof(labels));
        double[] keys = scores.ToArray();
        bool[] items = labels.ToArray();
        Array.Sort(keys, items);
        if (keys.Length > 0 && double.IsNaN(keys[0]))
            throw new ArgumentException("A score is not a number.", nameof(scores));

        var groups = new List<ScoreGroup>();
        for (int end = keys.Length; end > 0;)
        {
            int start = end;
            long positives = 0;
            while (start > 0 && keys[start - 1] == keys[end - 1])
                positives += items[--start] ? 1 : 0;
            groups.Add(new ScoreGroup(keys[end - 1], positives, end - start - positives));
            end = start;
        }

        return groups;
    }
}
