using OpenTelemetry.Metrics;

namespace Lad.Cli.Telemetry.Prometheus;

/// <summary>Samples of one name: what an instrument measured, or several of one name.</summary>
/// <param name="Name">The name, a counter's without <c>_total</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Unit">The unit that the name ends with; empty: none.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="IsOwn">Whether the name is to stay exactly as it is.</param>
internal sealed record MetricFamily(string Name, FamilyKind Kind, string Unit, string Meaning, bool IsOwn)
{
    private const string Total = "_total";

    /// <summary>The points, with where their labels stand.</summary>
    public List<LabelledPoint> Points { get; } = [];

    /// <summary>The name of its samples, but for the parts of a histogram.</summary>
    public string SampleName { get; } = Kind == FamilyKind.Counter && !IsOwn ? Name + Total : Name;

    /// <summary>Of which family a metric is.</summary>
    public static MetricFamily Of(Metric metric, FamilyKind kind)
    {
        string name = PrometheusName.Of(metric.Name, metric.Unit, kind == FamilyKind.Gauge, kind == FamilyKind.Counter);
        bool own = PrometheusName.IsOwn(metric.Name);
        // An own name with all that a counter's has is that of its samples.
        if (own && kind == FamilyKind.Counter && name.EndsWith(Total, StringComparison.Ordinal)) return new MetricFamily(name[..^Total.Length], kind, "", metric.Description, IsOwn: false);
        string unit = own ? "" : PrometheusName.UnitOf(metric.Unit, kind == FamilyKind.Gauge);
        return new MetricFamily(name, kind, unit, metric.Description, own);
    }
}

/// <summary>A point, and its labels in the text of all labels.</summary>
/// <param name="Point">What was measured.</param>
/// <param name="Type">How it is to be read.</param>
/// <param name="Start">Where its labels begin.</param>
/// <param name="Length">Bytes that they are.</param>
internal readonly record struct LabelledPoint(MetricPoint Point, MetricType Type, int Start, int Length);
