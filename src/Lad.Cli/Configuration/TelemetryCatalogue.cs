namespace Lad.Cli.Configuration;

/// <summary>The settings of metrics and traces.</summary>
internal static class TelemetryCatalogue
{
    public static Setting Metrics { get; } = new Setting<bool>("Telemetry:Metrics", SettingTypes.Switch,
        "Whether GET /metrics is answered at Health:Listen, as Prometheus text or OpenMetrics.",
        s => s.Telemetry.Metrics, (s, v) => s with { Telemetry = s.Telemetry with { Metrics = v } });

    public static Setting PredecessorNames { get; } = new Setting<bool>("Telemetry:PredecessorNames", SettingTypes.Switch,
        "Whether the predecessor's metrics (aiops_lad_...) are exported besides.",
        s => s.Telemetry.PredecessorNames, (s, v) => s with { Telemetry = s.Telemetry with { PredecessorNames = v } });

    public static Setting OtlpEndpoint { get; } = new Setting<string>("Telemetry:OtlpEndpoint", FactStoreTypes.OptionalUrl,
        "The collector to which metrics and traces are sent by OTLP, such as http://localhost:4317; empty is OTEL_EXPORTER_OTLP_ENDPOINT, and nowhere when that is not set either.",
        s => s.Telemetry.OtlpEndpoint, (s, v) => s with { Telemetry = s.Telemetry with { OtlpEndpoint = v } });

    public static Setting OtlpProtocol { get; } = new Setting<string>("Telemetry:OtlpProtocol", SettingTypes.Choice("grpc", "http/protobuf"),
        "How the collector is spoken to.",
        s => s.Telemetry.OtlpProtocol, (s, v) => s with { Telemetry = s.Telemetry with { OtlpProtocol = v } });

    public static Setting OtlpHeaders { get; } = new Setting<string>("Telemetry:OtlpHeaders", ElasticsearchTypes.Secret,
        "Headers of requests to the collector, name=value with commas between: a token, say.",
        s => s.Telemetry.OtlpHeaders, (s, v) => s with { Telemetry = s.Telemetry with { OtlpHeaders = v } });

    public static Setting ServiceName { get; } = new Setting<string>("Telemetry:ServiceName", SettingTypes.Text,
        "What the process calls itself (service.name); empty is OTEL_SERVICE_NAME, or lad- and the command.",
        s => s.Telemetry.ServiceName, (s, v) => s with { Telemetry = s.Telemetry with { ServiceName = v } });

    public static Setting TraceRatio { get; } = new Setting<double>("Telemetry:TraceRatio", SettingTypes.From(0, 1),
        "Share of batches and requests that become a trace, when there is a collector.",
        s => s.Telemetry.TraceRatio, (s, v) => s with { Telemetry = s.Telemetry with { TraceRatio = v } });

    public static Setting AnomalyTracesPerSecond { get; } = new Setting<double>("Telemetry:AnomalyTracesPerSecond", SettingTypes.From(0, 1000),
        "Batches a second with an anomaly that alerts that become a trace whatever Telemetry:TraceRatio is; 0 is none.",
        s => s.Telemetry.AnomalyTracesPerSecond, (s, v) => s with { Telemetry = s.Telemetry with { AnomalyTracesPerSecond = v } });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Metrics, PredecessorNames, OtlpEndpoint, OtlpProtocol, OtlpHeaders, ServiceName, TraceRatio, AnomalyTracesPerSecond];
}
