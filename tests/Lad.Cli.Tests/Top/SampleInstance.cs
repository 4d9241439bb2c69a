using System.Globalization;
using Lad.Cli.Anomalies;
using Lad.Cli.Telemetry.Reading;
using Lad.Cli.Top;
using Lad.Cli.Top.Views;
using Lad.Pipeline.Tests;

namespace Lad.Cli.Tests.Top;

/// <summary>An instance that was looked at a few times, with all that one can measure.</summary>
internal sealed class SampleInstance : IDisposable
{
    private static readonly string[] Components = ["source", "parse", "mask", "encode", "score", "threshold", "feedback", "verdict", "render", "sink", "dead-letters"];
    private readonly ManualTimeProvider clock = new();
    private readonly WatchedInstance instance;

    public SampleInstance(string address = "http://127.0.0.1:8080")
    {
        var client = new InstanceClient(new Uri(address), clock);
        instance = new WatchedInstance(client, clock);
    }

    public InstanceView View => instance.View;

    public void Dispose() => instance.Dispose();

    public SampleInstance Look(string metrics, double seconds = 1, params LatestAnomaly[] anomalies)
    {
        clock.Advance(TimeSpan.FromSeconds(seconds));
        instance.Notice(new Look(clock.GetTimestamp(), clock.GetUtcNow()) { Metrics = ExpositionReader.Read(metrics), IsReady = true, Status = "ready", Reasons = ["scoring with shop v7", "reading lad.logs/0"], Anomalies = anomalies });
        return this;
    }

    public SampleInstance Fails(string fault)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        instance.Notice(new Look(clock.GetTimestamp(), clock.GetUtcNow()) { Fault = fault });
        return this;
    }

    /// <summary>A scorer that has run for so many seconds, at a thousand records a second, and loses ground.</summary>
    public static string Metrics(int seconds) => string.Create(CultureInfo.InvariantCulture, $$"""
        target_info{service_name="lad-scorer",service_version="0.1.0"} 1
        process_start_time_seconds {{(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero) - TimeSpan.FromHours(2)).ToUnixTimeSeconds()}}
        process_cpu_seconds_total {{seconds * 1.5}}
        process_resident_memory_bytes 220200960
        lad_received_records_total {{seconds * 1000}}
        lad_received_bytes_total {{seconds * 100_000}}
        lad_scored_records_total {{(seconds * 1000) - 515}}
        lad_dead_lettered_records_total 2
        lad_filtered_records_total 1
        lad_in_flight_records 512
        lad_anomalies_total {{seconds * 3}}
        lad_suppressed_anomalies_total{reason="snooze"} {{seconds}}
        lad_unknown_template_records_total {{seconds * 5}}
        {{string.Join('\n', Components.Select(one => $"lad_component_received_records_total{{component=\"{one}\"}} {seconds * 1000}"))}}
        {{string.Join('\n', Components.Select(one => $"lad_queue_batches{{component=\"{one}\"}} 3"))}}
        {{string.Join('\n', Components.Select(one => $"lad_queue_capacity_batches{{component=\"{one}\"}} 8"))}}
        lad_component_errors_total{component="parse"} 2
        lad_stage_duration_seconds_bucket{component="mask",le="0.001"} {{seconds * 10}}
        lad_stage_duration_seconds_bucket{component="mask",le="+Inf"} {{seconds * 10}}
        lad_stage_duration_seconds_sum{component="mask"} {{seconds * 0.005}}
        lad_stage_duration_seconds_count{component="mask"} {{seconds * 10}}
        lad_kafka_consumer_lag_records{topic="lad.logs",partition="0"} {{seconds * 100}}
        lad_kafka_consumer_lag_records{topic="lad.logs",partition="1"} {{1000 - (seconds * 10)}}
        lad_model_info{model="shop",version="v7"} 1
        lad_model_age_seconds{model="shop"} 7380
        lad_threshold{model="shop"} 0.995
        lad_model_swaps_total 3
        lad_model_refusals_total 1
        """);

    public static LatestAnomaly Anomaly(string template, string service = "shop", string suppressed = "") => new()
    {
        Time = new DateTime(2026, 11, 21, 10, 11, 12, DateTimeKind.Utc),
        Service = service,
        Level = "error",
        Score = 0.9991,
        Threshold = 0.995,
        Fingerprint = (ulong)template.Length,
        Template = template,
        Message = template,
        Model = "shop",
        Version = "v7",
        Suppressed = suppressed,
    };
}
