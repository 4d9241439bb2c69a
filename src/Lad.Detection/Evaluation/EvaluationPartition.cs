namespace Lad.Detection.Evaluation;

/// <summary>Which lines are trained on, and which lines and sessions are scored.</summary>
internal sealed record EvaluationPartition(IReadOnlyList<int> TrainingLines, IReadOnlyList<int> ScoredLines, IReadOnlyList<int> ScoredSessions)
{
    /// <summary>Divides a case.</summary>
    /// <exception cref="ArgumentException">The case or the options are faulty, or a part is empty.</exception>
    public static EvaluationPartition Of(EvaluationCase records, EvaluationOptions options, ulong seed)
    {
        string[] faults = [.. records.Faults, .. options.Faults];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join(" ", faults), nameof(records));
        EvaluationPartition partition = records.Sessions is { } sessions
            ? BySession(records.Messages.Count, sessions, options, seed)
            : ByLine(records.LineLabels!, options, seed);
        if (partition.TrainingLines.Count == 0 || partition.ScoredLines.Count == 0)
            throw new ArgumentException($"The split leaves {partition.TrainingLines.Count} records to train on and {partition.ScoredLines.Count} to score; both must be above 0.", nameof(options));
        return partition;
    }

    private static EvaluationPartition ByLine(IReadOnlyList<bool> labels, EvaluationOptions options, ulong seed)
    {
        bool[] isTraining = Choose(labels.Count, options, options.Split == EvaluationSplit.Random, seed);
        bool all = options.TrainFirst >= 1;
        int[] lines = [.. Enumerable.Range(0, labels.Count)];
        return new EvaluationPartition(
            [.. lines.Where(line => isTraining[line] && (options.TrainOn == TrainOn.All || !labels[line]))],
            [.. lines.Where(line => all || !isTraining[line])],
            []);
    }

    private static EvaluationPartition BySession(int lineCount, SessionSet sessions, EvaluationOptions options, ulong seed)
    {
        bool[] isTraining = Choose(sessions.Ids.Count, options, options.Split != EvaluationSplit.Order, seed);
        bool all = options.TrainFirst >= 1;
        int[] lines = [.. Enumerable.Range(0, lineCount)];

        // A line that also names a session to be scored would leak it; lines that name none carry no label.
        return new EvaluationPartition(
            [.. lines.Where(line => sessions.Of(line).All(session => isTraining[session] && (options.TrainOn == TrainOn.All || !sessions.Labels[session])))],
            [.. lines.Where(line => sessions.Of(line).Any(session => all || !isTraining[session]))],
            [.. Enumerable.Range(0, sessions.Ids.Count).Where(session => all || !isTraining[session])]);
    }

    private static bool[] Choose(int count, EvaluationOptions options, bool atRandom, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        if (atRandom)
            new Random(unchecked((int)seed)).Shuffle(order);
        var chosen = new bool[count];
        foreach (int index in order.AsSpan(0, (int)Math.Round(count * options.TrainFirst)))
            chosen[index] = true;
        return chosen;
    }
}
