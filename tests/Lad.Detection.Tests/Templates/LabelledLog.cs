using System.Text;

namespace Lad.Detection.Tests.Templates;

/// <summary>A log whose lines have a known template each.</summary>
internal sealed record LabelledLog(string Name, IReadOnlyList<ReadOnlyMemory<byte>> Lines, IReadOnlyList<string> Events)
{
    internal static IEnumerable<LabelledLog> All() =>
        Directory.GetDirectories(Path.Combine(TestData.Root!, "loghub2k")).Order(StringComparer.Ordinal).Select(Read);

    /// <summary>Share of lines whose group is exactly the set of lines of one event.</summary>
    internal double GroupingAccuracy(IReadOnlyList<string> groups)
    {
        Dictionary<string, int> predicted = groups.CountBy(group => group).ToDictionary();
        Dictionary<string, int> events = Events.CountBy(label => label).ToDictionary();
        int right = groups.Zip(Events).CountBy(pair => pair)
            .Where(pair => pair.Value == predicted[pair.Key.First] && pair.Value == events[pair.Key.Second])
            .Sum(pair => pair.Value);
        return (double)right / groups.Count;
    }

    private static LabelledLog Read(string folder)
    {
        List<string[]> rows = Csv(File.ReadAllText(Directory.GetFiles(folder, "*_structured.csv").Single()));
        int content = Array.IndexOf(rows[0], "Content");
        int label = Array.IndexOf(rows[0], "EventId");
        return new LabelledLog(
            Path.GetFileName(folder),
            [.. rows.Skip(1).Select(row => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(row[content]))],
            [.. rows.Skip(1).Select(row => row[label])]);
    }

    private static List<string[]> Csv(string text)
    {
        List<string[]> rows = [];
        List<string> row = [];
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (quoted || c is not (',' or '\n' or '\r'))
                field.Append(c);
            else if (c != '\r')
            {
                row.Add(field.ToString());
                field.Clear();
                if (c == ',')
                    continue;
                rows.Add([.. row]);
                row.Clear();
            }
        }
        return rows;
    }
}
