using Lad.Cli.Telemetry.Reading;

namespace Lad.Cli.Top.Views;

/// <summary>What a fact store is at. Rates are for a second, times in seconds.</summary>
internal sealed record StoreView
{
    /// <summary>Anomalies by what became of them, such as <c>stored</c>: ever, and now.</summary>
    public required IReadOnlyList<OutcomeView> Anomalies { get; init; }

    /// <summary>Statements that are still to be published.</summary>
    public double? Outbox { get; init; }

    /// <summary>How long the oldest has been waiting.</summary>
    public double? OutboxAge { get; init; }

    /// <summary>Who watches the live tail.</summary>
    public double? Viewers { get; init; }

    /// <summary>Requests.</summary>
    public double? RequestRate { get; init; }

    /// <summary>Requests that failed by the store's own fault.</summary>
    public double? FailureRate { get; init; }

    /// <summary>Mean time of a request.</summary>
    public double? Mean { get; init; }

    /// <summary>Time within which 99 of 100 requests of the slowest route were answered.</summary>
    public double? P99 { get; init; }

    /// <summary>Parts that are not well.</summary>
    public required IReadOnlyList<string> Unwell { get; init; }

    /// <summary>What the metrics say; <see langword="null"/> when it is no store.</summary>
    public static StoreView? Of(Interval latest, Interval steady)
    {
        Exposition now = latest.Now;
        if (!now.Has("lad_factstore_received_records_total") && !now.Has("lad_factstore_outbox_statements")) return null;
        IReadOnlyList<MetricHistogram> requests = steady.Came("http_server_request_duration_seconds");
        double count = requests.Sum(one => one.Count);
        return new StoreView
        {
            Anomalies = [.. now.Samples("lad_factstore_anomalies_total").Select(sample => new OutcomeView(sample["outcome"], sample.Value, latest.Rate(sample.Name, ("outcome", sample["outcome"]))))],
            Outbox = now.Sum("lad_factstore_outbox_statements"),
            OutboxAge = now.Sum("lad_factstore_outbox_age_seconds"),
            Viewers = now.Sum("lad_factstore_live_viewers"),
            RequestRate = steady.Rate("http_server_request_duration_seconds_count"),
            FailureRate = requests.Count == 0 || steady.Seconds <= 0 ? null : requests.Where(one => one["http_response_status_code"].StartsWith('5')).Sum(one => one.Count) / steady.Seconds,
            Mean = count > 0 ? requests.Sum(one => one.Sum) / count : null,
            P99 = requests.Max(one => one.Quantile(0.99)),
            Unwell = [.. now.Samples("lad_factstore_part_healthy").Where(sample => sample.Value == 0).Select(sample => sample["part"])],
        };
    }
}
