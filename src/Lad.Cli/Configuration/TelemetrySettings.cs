namespace Lad.Cli.Configuration;

/// <summary>What a long-running command measures of itself, and who gets it.</summary>
public sealed record TelemetrySettings
{
    /// <summary>Whether <c>/metrics</c> is answered where probes are.</summary>
    public bool Metrics { get; init; } = true;

    /// <summary>Whether the predecessor's metric names are exported too.</summary>
    public bool PredecessorNames { get; init; }

    /// <summary>Where metrics and spans are sent by OTLP; empty: nowhere.</summary>
    public string OtlpEndpoint { get; init; } = "";

    /// <summary><c>grpc</c> or <c>http/protobuf</c>.</summary>
    public string OtlpProtocol { get; init; } = "grpc";

    /// <summary>Headers of OTLP's requests, <c>name=value,name=value</c>: a secret.</summary>
    public string OtlpHeaders { get; init; } = "";

    /// <summary>What the process calls itself; empty: <c>lad-</c> and the command.</summary>
    public string ServiceName { get; init; } = "";

    /// <summary>Share of batches and requests that become a trace, 0 to 1.</summary>
    public double TraceRatio { get; init; } = 0.01;

    /// <summary>Batches a second with an anomaly that alerts that become a trace whatever the share is; 0: none.</summary>
    public double AnomalyTracesPerSecond { get; init; } = 1;
}
