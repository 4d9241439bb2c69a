using System.Text.RegularExpressions;
using Lad.Detection.Evaluation;

namespace Lad.Detection.Tests.Evaluation;

/// <summary>Real logs with ground truth.</summary>
internal static class LabelledLog
{
    /// <summary>The Content column of a structured log of 2,000 lines; a line is an anomaly when it has a label other than "-".</summary>
    public static EvaluationCase Lines(string system)
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(TestData.Root!, "loghub2k", system, $"{system}_2k.log_structured.csv")).Select(Fields)];
        int content = Array.IndexOf(rows[0], "Content"), label = Array.IndexOf(rows[0], "Label");
        return new EvaluationCase
        {
            Messages = [.. rows.Skip(1).Select(row => new ReadOnlyMemory<byte>(System.Text.Encoding.UTF8.GetBytes(row[content])))],
            LineLabels = [.. rows.Skip(1).Select(row => label >= 0 && row[label] != "-")],
        };
    }

    /// <summary>Lines that name blocks, with a label for each block.</summary>
    public static EvaluationCase Blocks()
    {
        string folder = Path.Combine(TestData.Root!, "hdfs2pct");
        string[] lines = File.ReadAllLines(Path.Combine(folder, "HDFS_2pct.log"));
        Dictionary<string, bool> labels = File.ReadLines(Path.Combine(folder, "anomaly_label.csv")).Skip(1).Select(static line => line.Split(',')).ToDictionary(static row => row[0], static row => row[1] != "Normal");
        var pattern = new Regex(@"blk_-?\d+", RegexOptions.NonBacktracking);
        return new EvaluationCase
        {
            Messages = [.. lines.Select(static line => new ReadOnlyMemory<byte>(System.Text.Encoding.UTF8.GetBytes(line)))],
            Sessions = SessionSet.Build(lines.Length, lines.SelectMany((line, i) => pattern.Matches(line).Select(match => (i, match.Value))), labels),
        };
    }

    private static string[] Fields(string line)
    {
        var fields = new List<string>();
        string field = "";
        bool quoted = false;
        foreach (char letter in line)
        {
            if (letter == '"')
                quoted = !quoted;
            else if (letter == ',' && !quoted)
            {
                fields.Add(field);
                field = "";
            }
            else
            {
                field += letter;
            }
        }

        return [.. fields, field];
    }
}
