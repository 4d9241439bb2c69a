namespace Lad.Cli.Telemetry.Reading;

/// <summary>The samples of one name, and what is said of them.</summary>
/// <param name="name">The name as it is declared.</param>
internal sealed class MetricFamily(string name)
{
    private readonly List<MetricSample> samples = [];

    /// <summary>The name as it is declared: a counter's ends with <c>_total</c> in Prometheus's text and not in OpenMetrics.</summary>
    public string Name { get; } = name;

    /// <summary>What the samples are.</summary>
    public MetricKind Kind { get; internal set; }

    /// <summary>What they mean.</summary>
    public string Help { get; internal set; } = "";

    /// <summary>Their unit, which only OpenMetrics has.</summary>
    public string Unit { get; internal set; } = "";

    /// <summary>Whether <c># TYPE</c> was there.</summary>
    public bool IsTyped { get; internal set; }

    /// <summary>The samples, in the order in which they came.</summary>
    public IReadOnlyList<MetricSample> Samples => samples;

    /// <summary>Whether a sample of this name belongs here.</summary>
    public bool Takes(string sample)
    {
        if (sample == Name) return true;
        if (!sample.StartsWith(Name, StringComparison.Ordinal)) return false;
        ReadOnlySpan<char> suffix = sample.AsSpan(Name.Length);
        return Kind switch
        {
            MetricKind.Counter => suffix is "_total" or "_created",
            MetricKind.Histogram => suffix is "_bucket" or "_sum" or "_count" or "_created" or "_gsum" or "_gcount",
            MetricKind.Summary => suffix is "_sum" or "_count" or "_created",
            MetricKind.Info => suffix is "_info",
            _ => false,
        };
    }

    internal void Add(MetricSample sample) => samples.Add(sample);
}
