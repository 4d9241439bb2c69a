namespace Lad.Cli.Telemetry.Reading;

/// <summary>One value.</summary>
/// <param name="Name">The whole name, suffixes such as <c>_total</c> or <c>_bucket</c> with it.</param>
/// <param name="Labels">Its labels in the order in which they came.</param>
/// <param name="Value">The value; may be NaN or infinite.</param>
/// <param name="Exemplar">What stands for it, when there is such.</param>
internal sealed record MetricSample(string Name, IReadOnlyList<MetricLabel> Labels, double Value, MetricExemplar? Exemplar = null)
{
    /// <summary>The value of a label; empty when there is none, which is the same.</summary>
    public string this[string label]
    {
        get
        {
            foreach (MetricLabel one in Labels)
                if (one.Name == label) return one.Value;
            return "";
        }
    }

    /// <summary>Name and labels as one text, labels in the order of their names: two samples of one series have the same.</summary>
    public string Series => Name + Key(except: "");

    /// <summary>The labels but one as one text, in the order of their names.</summary>
    public string Key(string except) =>
        "{" + string.Join(',', Labels.Where(label => label.Name != except && label.Value.Length > 0).OrderBy(label => label.Name, StringComparer.Ordinal).Select(label => $"{label.Name}={label.Value.Length}:{label.Value}")) + "}";
}
