using Lad.Cli.Telemetry.Reading;

namespace Lad.Cli.Top.Views;

/// <summary>One step of the graph. Rates are for a second, times in seconds.</summary>
/// <param name="Name">Its name.</param>
internal sealed record ComponentView(string Name)
{
    private static readonly string[] Order = ["source", "parse", "mask", "encode", "score", "threshold", "feedback", "verdict", "limits", "render", "sink", "acknowledge", "dead-letters"];
    private static readonly string[] Names = ["lad_component_received_records_total", "lad_component_sent_records_total", "lad_queue_batches", "lad_stage_duration_seconds_count"];

    /// <summary>Records that it was given.</summary>
    public double? ReceivedRate { get; init; }

    /// <summary>Records that it passed on.</summary>
    public double? SentRate { get; init; }

    /// <summary>Records on which it failed, ever.</summary>
    public double? Errors { get; init; }

    /// <summary>Records that it dropped and should not have, ever.</summary>
    public double? Lost { get; init; }

    /// <summary>Mean time for a batch.</summary>
    public double? Mean { get; init; }

    /// <summary>Time within which 99 of 100 batches were done.</summary>
    public double? P99 { get; init; }

    /// <summary>Batches that wait before it.</summary>
    public double? Queued { get; init; }

    /// <summary>Batches that may.</summary>
    public double? Capacity { get; init; }

    /// <summary>All components that the metrics name, in the order of the graph.</summary>
    /// <param name="latest">Between the latest two looks.</param>
    /// <param name="steady">Over a longer time.</param>
    public static IReadOnlyList<ComponentView> Of(Interval latest, Interval steady)
    {
        IReadOnlyList<MetricHistogram> times = steady.Came("lad_stage_duration_seconds");
        string[] named = [.. Names.SelectMany(latest.Now.Samples).Select(sample => sample["component"]).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
        return [.. named.OrderBy(Place).ThenBy(name => name, StringComparer.Ordinal).Select(name => Of(name, latest, times.FirstOrDefault(time => time["component"] == name)))];
    }

    private static int Place(string name) => Array.IndexOf(Order, name) is >= 0 and var place ? place : Order.Length;

    private static ComponentView Of(string name, Interval latest, MetricHistogram? time) => new(name)
    {
        ReceivedRate = latest.Rate("lad_component_received_records_total", ("component", name)),
        SentRate = latest.Rate("lad_component_sent_records_total", ("component", name)),
        Errors = latest.Sum("lad_component_errors_total", ("component", name)),
        Lost = latest.Sum("lad_component_dropped_records_total", ("component", name), ("intentional", "false")),
        Mean = time?.Mean,
        P99 = time?.Quantile(0.99),
        Queued = latest.Sum("lad_queue_batches", ("component", name)),
        Capacity = latest.Sum("lad_queue_capacity_batches", ("component", name)),
    };
}
