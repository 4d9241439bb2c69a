namespace Lad.Cli.Top.Views;

/// <summary>What goes through an instance. Rates are for a second.</summary>
internal sealed record FlowView
{
    /// <summary>Records read, ever.</summary>
    public double? Received { get; init; }

    /// <summary>Records read.</summary>
    public double? ReceivedRate { get; init; }

    /// <summary>Bytes read.</summary>
    public double? BytesRate { get; init; }

    /// <summary>Verdicts delivered, ever.</summary>
    public double? Scored { get; init; }

    /// <summary>Verdicts delivered.</summary>
    public double? ScoredRate { get; init; }

    /// <summary>Dead letters, ever.</summary>
    public double? DeadLettered { get; init; }

    /// <summary>Records left out on purpose, ever.</summary>
    public double? Filtered { get; init; }

    /// <summary>Records that are none of these yet.</summary>
    public double? InFlight { get; init; }

    /// <summary>Anomalies.</summary>
    public double? AnomalyRate { get; init; }

    /// <summary>Of these, those that did not alert.</summary>
    public double? SuppressedRate { get; init; }

    /// <summary>Share of records whose message no template matched, 0 to 1.</summary>
    public double? UnknownShare { get; init; }

    /// <summary>Records that are none of what they should be, and 0 when the books balance.</summary>
    public double? Missing => Received - Scored - DeadLettered - Filtered - InFlight;

    /// <summary>What the metrics say.</summary>
    /// <param name="latest">Between the latest two looks.</param>
    /// <param name="steady">Over a longer time.</param>
    public static FlowView Of(Interval latest, Interval steady) => new()
    {
        Received = latest.Sum("lad_received_records_total"),
        ReceivedRate = latest.Rate("lad_received_records_total") ?? latest.Rate("lad_trainer_received_records_total") ?? latest.Rate("lad_factstore_received_records_total"),
        BytesRate = latest.Rate("lad_received_bytes_total"),
        Scored = latest.Sum("lad_scored_records_total"),
        ScoredRate = latest.Rate("lad_scored_records_total"),
        DeadLettered = latest.Sum("lad_dead_lettered_records_total"),
        Filtered = latest.Sum("lad_filtered_records_total"),
        InFlight = latest.Sum("lad_in_flight_records"),
        AnomalyRate = latest.Rate("lad_anomalies_total"),
        SuppressedRate = latest.Rate("lad_suppressed_anomalies_total"),
        UnknownShare = steady.Increase("lad_scored_records_total") is > 0 and var scored ? steady.Increase("lad_unknown_template_records_total") / scored : null,
    };
}
