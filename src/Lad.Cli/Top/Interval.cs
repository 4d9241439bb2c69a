using Lad.Cli.Telemetry.Reading;

namespace Lad.Cli.Top;

/// <summary>
/// What came to pass between two looks at an instance. What there is no metric for is <see langword="null"/>, and so is every rate while there was only one look.
/// A counter that went back, or is of a process that began meanwhile, began at 0.
/// </summary>
internal sealed class Interval
{
    private const string StartTime = "process_start_time_seconds";
    private readonly Exposition? before;

    /// <param name="now">The later look.</param>
    /// <param name="before">The earlier one, if there was one.</param>
    /// <param name="elapsed">The time between them.</param>
    public Interval(Exposition now, Exposition? before, TimeSpan elapsed)
    {
        Now = now;
        bool hasRestarted = before is not null && now.Sum(StartTime) != before.Sum(StartTime);
        this.before = elapsed <= TimeSpan.Zero ? null : hasRestarted ? Exposition.Empty : before;
        Seconds = elapsed.TotalSeconds;
    }

    /// <summary>What is measured now.</summary>
    public Exposition Now { get; }

    /// <summary>The time between the looks in seconds.</summary>
    public double Seconds { get; }

    /// <summary>The sum of what has the labels.</summary>
    public double? Sum(string name, params ReadOnlySpan<(string Label, string Value)> labels) => Now.Sum(name, labels);

    /// <summary>By how much counters with the labels grew.</summary>
    public double? Increase(string name, params ReadOnlySpan<(string Label, string Value)> labels)
    {
        if (before is null || Now.Sum(name, labels) is null) return null;
        Dictionary<string, double> earlier = before.Samples(name).ToDictionary(sample => sample.Series, sample => sample.Value, StringComparer.Ordinal);
        double grown = 0;
        foreach (MetricSample sample in Now.Samples(name))
        {
            if (!Has(sample, labels)) continue;
            double from = earlier.GetValueOrDefault(sample.Series);
            grown += sample.Value >= from ? sample.Value - from : sample.Value;
        }
        return grown;
    }

    /// <summary>By how much they grew in a second.</summary>
    public double? Rate(string name, params ReadOnlySpan<(string Label, string Value)> labels) => Increase(name, labels) / Seconds;

    /// <summary>What a histogram counted meanwhile; all that it ever counted while there was only one look.</summary>
    public IReadOnlyList<MetricHistogram> Came(string name)
    {
        IReadOnlyList<MetricHistogram> earlier = before?.Histograms(name) ?? [];
        return [.. Now.Histograms(name).Select(one => one.Since(earlier.FirstOrDefault(other => other.Labels.SequenceEqual(one.Labels))))];
    }

    private static bool Has(MetricSample sample, ReadOnlySpan<(string Label, string Value)> labels)
    {
        foreach ((string label, string value) in labels)
            if (sample[label] != value) return false;
        return true;
    }
}
