using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Lad.Cli.Telemetry.Otlp;

/// <summary>Sends to a collector, beside the work: what cannot be sent is given up, and nothing waits for it.</summary>
internal static class CollectorExport
{
    /// <summary>Sends metrics at intervals, and once more at the end.</summary>
    public static MetricReader Metrics(Collector collector, TimeSpan interval) =>
        new PeriodicExportingMetricReader(new OtlpMetricExporter(Options(collector)), (int)interval.TotalMilliseconds, (int)collector.Timeout.TotalMilliseconds)
        {
            TemporalityPreference = MetricReaderTemporalityPreference.Cumulative,
        };

    /// <summary>Sends spans as they come, in batches from a bounded queue.</summary>
    public static BaseProcessor<Activity> Spans(Collector collector) =>
        new BatchActivityExportProcessor(new OtlpTraceExporter(Options(collector)), exporterTimeoutMilliseconds: (int)collector.Timeout.TotalMilliseconds);

    private static OtlpExporterOptions Options(Collector collector)
    {
        var options = new OtlpExporterOptions
        {
            Endpoint = collector.Endpoint,
            Protocol = collector.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
            TimeoutMilliseconds = (int)collector.Timeout.TotalMilliseconds,
            Compression = collector.IsPacked ? OtlpExportCompression.GZip : OtlpExportCompression.None,
        };
        if (collector.Headers.Length > 0) options.Headers = collector.Headers;
        return options;
    }
}
