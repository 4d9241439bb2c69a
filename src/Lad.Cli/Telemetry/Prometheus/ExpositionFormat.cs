namespace Lad.Cli.Telemetry.Prometheus;

/// <summary>How metrics are written.</summary>
internal enum ExpositionFormat
{
    /// <summary>Prometheus's text, version 0.0.4.</summary>
    PrometheusText,

    /// <summary>OpenMetrics, version 1.0.0: has exemplars.</summary>
    OpenMetrics,
}
