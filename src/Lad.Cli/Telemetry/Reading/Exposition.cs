using System.Diagnostics.CodeAnalysis;

namespace Lad.Cli.Telemetry.Reading;

/// <summary>What one scrape of <c>/metrics</c> says.</summary>
internal sealed class Exposition
{
    private readonly Dictionary<string, List<MetricSample>> byName = new(StringComparer.Ordinal);

    /// <param name="families">Its families.</param>
    /// <param name="isEnded">Whether <c># EOF</c> was there.</param>
    public Exposition(IReadOnlyList<MetricFamily> families, bool isEnded)
    {
        Families = families;
        IsEnded = isEnded;
        foreach (MetricSample sample in families.SelectMany(family => family.Samples))
        {
            if (!byName.TryGetValue(sample.Name, out List<MetricSample>? samples)) byName.Add(sample.Name, samples = []);
            samples.Add(sample);
        }
    }

    /// <summary>One without anything.</summary>
    public static Exposition Empty { get; } = new([], isEnded: true);

    /// <summary>The families, in the order in which they came.</summary>
    public IReadOnlyList<MetricFamily> Families { get; }

    /// <summary>Whether it ended with <c># EOF</c>, as OpenMetrics must.</summary>
    public bool IsEnded { get; }

    /// <summary>The family of a name; <see langword="null"/> when there is none.</summary>
    public MetricFamily? Family(string name) => Families.FirstOrDefault(family => family.Name == name);

    /// <summary>Whether there is a sample of a name.</summary>
    public bool Has(string name) => byName.ContainsKey(name);

    /// <summary>The samples of a whole name, such as <c>lad_received_records_total</c>, in either form of text; none when there are none.</summary>
    public IReadOnlyList<MetricSample> Samples(string name) => byName.TryGetValue(name, out List<MetricSample>? samples) ? samples : [];

    /// <summary>The sum of those samples that have the labels; <see langword="null"/> when there is none.</summary>
    public double? Sum(string name, params ReadOnlySpan<(string Label, string Value)> labels)
    {
        double? sum = null;
        foreach (MetricSample sample in Samples(name))
            if (HasAll(sample, labels)) sum = (sum ?? 0) + sample.Value;
        return sum;
    }

    /// <summary>The one sample that has the labels.</summary>
    /// <returns>Whether there is just one.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out MetricSample? sample, params ReadOnlySpan<(string Label, string Value)> labels)
    {
        sample = null;
        foreach (MetricSample one in Samples(name))
        {
            if (!HasAll(one, labels)) continue;
            if (sample is not null)
            {
                sample = null;
                return false;
            }
            sample = one;
        }
        return sample is not null;
    }

    /// <summary>The histograms of a name, such as <c>lad_stage_duration_seconds</c>, one for each set of labels.</summary>
    public IReadOnlyList<MetricHistogram> Histograms(string name) => MetricHistogram.Of(this, name);

    private static bool HasAll(MetricSample sample, ReadOnlySpan<(string Label, string Value)> labels)
    {
        foreach ((string label, string value) in labels)
            if (sample[label] != value) return false;
        return true;
    }
}
