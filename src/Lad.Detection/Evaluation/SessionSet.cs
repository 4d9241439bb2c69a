namespace Lad.Detection.Evaluation;

/// <summary>Which labelled sessions each line belongs to: a line may name several, or none.</summary>
public sealed class SessionSet
{
    private readonly List<int>[] sessionsOfLine;

    private SessionSet(List<int>[] sessionsOfLine, IReadOnlyList<string> ids, IReadOnlyList<bool> labels, IReadOnlyList<int> linesOfSession)
    {
        this.sessionsOfLine = sessionsOfLine;
        Ids = ids;
        Labels = labels;
        LineCounts = linesOfSession;
    }

    /// <summary>The sessions that occur and have a label, in the order of their first lines.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>Whether each session is an anomaly.</summary>
    public IReadOnlyList<bool> Labels { get; }

    /// <summary>Lines of each session.</summary>
    public IReadOnlyList<int> LineCounts { get; }

    /// <summary>Indices of the sessions that a line belongs to, each once.</summary>
    public IReadOnlyList<int> Of(int line) => sessionsOfLine[line];

    /// <summary>Builds the set.</summary>
    /// <param name="lines">Number of lines.</param>
    /// <param name="mentions">Every session identifier that a line names, lines ascending; repeats within a line count once.</param>
    /// <param name="labels">Whether a session is an anomaly; identifiers without a label are left out.</param>
    public static SessionSet Build(int lines, IEnumerable<(int Line, string Id)> mentions, IReadOnlyDictionary<string, bool> labels)
    {
        var sessionsOfLine = new List<int>[lines];
        for (int i = 0; i < lines; i++)
            sessionsOfLine[i] = [];
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<bool>();
        var counts = new List<int>();
        foreach ((int line, string id) in mentions)
        {
            if (!labels.TryGetValue(id, out bool label))
                continue;
            if (!indices.TryGetValue(id, out int session))
            {
                indices.Add(id, session = kept.Count);
                kept.Add(label);
                counts.Add(0);
            }

            if (sessionsOfLine[line].Contains(session))
                continue;
            sessionsOfLine[line].Add(session);
            counts[session]++;
        }

        return new SessionSet(sessionsOfLine, [.. indices.Keys], kept, counts);
    }

    /// <summary>The largest score of each session's lines; 0 for a session without a line.</summary>
    /// <param name="lineScores">The score of each line, 0 to 1.</param>
    public double[] Largest(ReadOnlySpan<double> lineScores)
    {
        var largest = new double[Ids.Count];
        for (int line = 0; line < lineScores.Length; line++)
        {
            foreach (int session in sessionsOfLine[line])
                largest[session] = Math.Max(largest[session], lineScores[line]);
        }

        return largest;
    }
}
