using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Lad.Cli.Telemetry.Prometheus;

/// <summary>
/// Writes what was measured as Prometheus's text or as OpenMetrics: families in the order of their names, their samples in the order of their labels, so that the same state is always the same text.
/// </summary>
/// <remarks>
/// Where two instruments have one name, their samples are one family; of two samples with the same labels the first is written, and an instrument of another kind than the first of its name is left out, since
/// a text that has both is refused as a whole. There are no <c>_created</c> samples: every count began with the process, and says <c>process_start_time_seconds</c>.
/// </remarks>
internal sealed class ExpositionWriter : IDisposable
{
    private readonly SortedDictionary<string, MetricFamily> families = new(StringComparer.Ordinal);
    private readonly LabelSet labelSet = new();
    private readonly Utf8Text labels = new();

    /// <summary>The buffer of labels goes back.</summary>
    public void Dispose() => labels.Dispose();

    /// <summary>Writes all.</summary>
    /// <param name="metrics">What was measured.</param>
    /// <param name="resource">What the process is.</param>
    /// <param name="format">How to write it.</param>
    /// <param name="text">Takes it.</param>
    public void Write(in Batch<Metric> metrics, Resource resource, ExpositionFormat format, Utf8Text text)
    {
        families.Clear();
        labels.Clear();
        foreach (Metric metric in metrics) Take(metric);
        var samples = new SampleWriter(text, labels, format == ExpositionFormat.OpenMetrics);
        WriteTarget(resource, samples);
        CountedHistogramFamily? joined = null;
        foreach (MetricFamily family in families.Values)
        {
            if (family.Points.Count == 0 || joined?.Has(family) == true) continue;
            // Of its three parts the buckets come first.
            if (CountedHistogramFamily.TryJoin(family, families, out CountedHistogramFamily? histogram))
            {
                samples.Write(joined = histogram);
                continue;
            }
            samples.WriteHead(family);
            WritePoints(family, samples);
        }
        if (format == ExpositionFormat.OpenMetrics) text.Write("# EOF\n"u8);
    }

    private void Take(Metric metric)
    {
        if (FamilyKinds.Of(metric.MetricType) is not { } kind) return;
        MetricFamily family = MetricFamily.Of(metric, kind);
        if (!families.TryAdd(family.SampleName, family))
        {
            family = families[family.SampleName];
            if (family.Kind != kind) return;
        }
        foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
        {
            int start = labels.Length;
            labelSet.Write(point.Tags, labels);
            family.Points.Add(new LabelledPoint(point, metric.MetricType, start, labels.Length - start));
        }
    }

    private void WritePoints(MetricFamily family, SampleWriter samples)
    {
        List<LabelledPoint> points = family.Points;
        points.Sort((left, right) => Labels(left).SequenceCompareTo(Labels(right)));
        for (int i = 0; i < points.Count; i++)
            if (i == 0 || !Labels(points[i]).SequenceEqual(Labels(points[i - 1]))) samples.Write(family, points[i]);
    }

    private void WriteTarget(Resource resource, SampleWriter samples)
    {
        int start = labels.Length;
        // What every process of this product has is nothing to tell it by.
        labelSet.Write(resource.Attributes.Where(attribute => !attribute.Key.StartsWith("telemetry.sdk.", StringComparison.Ordinal)), labels);
        if (labels.Length > start) samples.WriteTarget(start, labels.Length - start);
    }

    private ReadOnlySpan<byte> Labels(in LabelledPoint point) => labels.Written.Span.Slice(point.Start, point.Length);
}
