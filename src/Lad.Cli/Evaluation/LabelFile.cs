using Lad.Cli.Commands;

namespace Lad.Cli.Evaluation;

/// <summary>Reads ground truth from a file.</summary>
internal static class LabelFile
{
    /// <summary>One label a line, in the order of the log.</summary>
    /// <exception cref="CommandException">A line is no label; names the line.</exception>
    public static IReadOnlyList<bool> ReadLines(string path)
    {
        var labels = new List<bool>();
        foreach (string line in Lines(path))
        {
            if (LabelText.TryParse(line, out bool isAnomaly)) labels.Add(isAnomaly);
            else if (labels.Count > 0 || line.Trim() is not ("label" or "Label")) throw Refuse(path, labels.Count + 1, line, "one label a line, 0 or 1");
        }
        return labels;
    }

    /// <summary>The label of each session: lines of <c>id,label</c>, with or without a heading.</summary>
    /// <exception cref="CommandException">A line is no such pair; names the line.</exception>
    public static IReadOnlyDictionary<string, bool> ReadSessions(string path)
    {
        var labels = new Dictionary<string, bool>(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in Lines(path))
        {
            number++;
            int comma = line.LastIndexOf(',');
            if (comma > 0 && LabelText.TryParse(line.AsSpan(comma + 1), out bool isAnomaly)) labels[line[..comma].Trim().Trim('"')] = isAnomaly;
            else if (number > 1) throw Refuse(path, number, line, "lines of id,label");
        }
        return labels;
    }

    private static IEnumerable<string> Lines(string path) => File.ReadLines(path).Select(line => line.TrimStart('\uFEFF')).Where(line => line.Length > 0);

    private static CommandException Refuse(string path, int number, string line, string wanted) =>
        new($"{path}, line {number}: '{(line.Length > 60 ? line[..60] + "..." : line)}' is no label; the file must hold {wanted}.");
}
