using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Lad.Cli.Telemetry;

/// <summary>What of .NET's own meters is exported beside the product's: all of the runtime's, and of the web server's what docs/metrics.md has.</summary>
internal static class MeasuredMeters
{
    private const string Web = "Microsoft.AspNetCore.Hosting";

    // Fewer than the server's own: there is one histogram for each route and status.
    private static readonly double[] RequestSeconds = [0.005, 0.025, 0.1, 0.5, 2.5, 10];

    /// <summary>Their names.</summary>
    public static string[] OfRuntime { get; } = ["System.Runtime", Web];

    /// <summary>How an instrument is exported; <see langword="null"/>: as it is.</summary>
    public static MetricStreamConfiguration? View(Instrument instrument) => instrument.Meter.Name != Web ? null : instrument.Name switch
    {
        "http.server.request.duration" => new ExplicitBucketHistogramConfiguration
        {
            Boundaries = RequestSeconds,
            TagKeys = ["http.request.method", "http.route", "http.response.status_code"],
        },
        "http.server.active_requests" => new MetricStreamConfiguration { TagKeys = ["http.request.method"] },
        _ => MetricStreamConfiguration.Drop,
    };
}
