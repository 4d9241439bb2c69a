using System.Globalization;
using OpenTelemetry;

namespace Lad.Cli.Telemetry.Prometheus;

/// <summary>Writes labels: names cleaned and in order, values escaped. Names that become one have their values joined, as OpenTelemetry wants it.</summary>
internal sealed class LabelSet
{
    private readonly List<(string Name, string Key, string Value)> labels = [];
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>Writes the labels of one point, without braces: <c>a="1",b="2"</c>.</summary>
    public void Write(ReadOnlyTagCollection tags, Utf8Text text)
    {
        labels.Clear();
        foreach (KeyValuePair<string, object?> tag in tags) labels.Add((Name(tag.Key), tag.Key, Text(tag.Value)));
        Write(text);
    }

    /// <summary>As above, of what describes the whole process.</summary>
    public void Write(IEnumerable<KeyValuePair<string, object>> attributes, Utf8Text text)
    {
        labels.Clear();
        foreach (KeyValuePair<string, object> attribute in attributes) labels.Add((Name(attribute.Key), attribute.Key, Text(attribute.Value)));
        Write(text);
    }

    private void Write(Utf8Text text)
    {
        labels.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name) is not 0 and int order ? order : string.CompareOrdinal(left.Key, right.Key));
        for (int i = 0; i < labels.Count; i++)
        {
            if (i > 0) text.Write(","u8);
            text.Write(labels[i].Name);
            text.Write("=\""u8);
            text.WriteEscaped(labels[i].Value, quotes: true);
            while (i + 1 < labels.Count && labels[i + 1].Name == labels[i].Name)
            {
                text.Write(";"u8);
                text.WriteEscaped(labels[++i].Value, quotes: true);
            }
            text.Write("\""u8);
        }
    }

    private string Name(string key)
    {
        if (!names.TryGetValue(key, out string? name)) names.Add(key, name = PrometheusName.Label(key));
        return name;
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
