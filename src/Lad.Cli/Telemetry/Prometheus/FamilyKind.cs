using OpenTelemetry.Metrics;

namespace Lad.Cli.Telemetry.Prometheus;

/// <summary>What a family of samples is.</summary>
internal enum FamilyKind
{
    /// <summary>Grows until the process ends.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts by size.</summary>
    Histogram,
}

/// <summary>Kinds of metrics as Prometheus has them.</summary>
internal static class FamilyKinds
{
    /// <summary>The kind of a metric; <see langword="null"/> for what is not written: histograms whose buckets grow by powers, which nothing here makes.</summary>
    public static FamilyKind? Of(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => FamilyKind.Counter,
        MetricType.LongGauge or MetricType.DoubleGauge or MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic => FamilyKind.Gauge,
        MetricType.Histogram => FamilyKind.Histogram,
        _ => null,
    };

    /// <summary>Its word.</summary>
    public static string Word(this FamilyKind kind) => kind switch { FamilyKind.Counter => "counter", FamilyKind.Gauge => "gauge", _ => "histogram" };
}
