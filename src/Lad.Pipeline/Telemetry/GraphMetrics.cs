using System.Diagnostics.Metrics;
using Lad.Detection;
using Lad.Detection.Thresholds;
using Lad.Pipeline.Graph;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Models;
using Lad.Pipeline.Models.Telemetry;

namespace Lad.Pipeline.Telemetry;

/// <summary>
/// The instruments of a graph and of what it finds. What <see cref="GraphCounters"/> count is looked at when somebody asks; times are recorded once for each batch. One for each <see cref="Instrumentation"/>: a meter
/// has each instrument once.
/// </summary>
internal sealed class GraphMetrics
{
    private const string Records = "{record}";
    private const string Batches = "{batch}";
    private static readonly double[] Sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 4096, 65536];
    private static readonly double[] ShortTimes = [0.00001, 0.00005, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];
    private static readonly double[] Times = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    private static readonly double[] ScoreBounds = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9999, 1];
    private readonly Meter meter;

    public GraphMetrics(Instrumentation instrumentation, GraphCounters counters, IModelsInForce models)
    {
        meter = instrumentation.Meter;
        BatchRecords = meter.CreateHistogram("lad.batch.records", Records, "Records of a batch.", null, Bounds([.. Sizes.Select(size => (long)size)]));
        StageDuration = meter.CreateHistogram("lad.stage.duration", "s", "Time that a component took for a batch.", null, Bounds(ShortTimes));
        BatchDuration = meter.CreateHistogram("lad.batch.duration", "s", "From a batch having been read to its acknowledgement.", null, Bounds(Times));
        EndToEnd = meter.CreateHistogram("lad.end_to_end.duration", "s", "From the moment that the oldest record of a batch was observed to its acknowledgement.", null, Bounds(Times));
        Scores = new CountedHistogram(meter, "lad_score", "Scores of delivered verdicts, 0 to 1.", ScoreBounds);
        ObserveRecords(counters);
        ObserveComponents(counters);
        ObserveFindings(counters);
        meter.CreateObservableGauge("lad.threshold", () => NamedModels.Of(models.InForce.All, static detector => detector.Model.Metadata.Name).Select(Threshold), null, "The score above which a model calls a message an anomaly.");
    }

    public Histogram<long> BatchRecords { get; }

    public Histogram<double> StageDuration { get; }

    public Histogram<double> BatchDuration { get; }

    public Histogram<double> EndToEnd { get; }

    public CountedHistogram Scores { get; }

    private void ObserveRecords(GraphCounters counters)
    {
        var books = new ShownBooks(counters);
        Count("lad.received.records", Records, books.Show(seen => seen.Received), "Records that the source gave.");
        Count("lad.scored.records", Records, books.Show(seen => seen.Scored), "Records whose verdict was delivered.");
        Count("lad.dead_lettered.records", Records, books.Show(seen => seen.DeadLettered), "Records that were kept as dead letters.");
        Count("lad.filtered.records", Records, books.Show(seen => seen.Filtered), "Records that were left out on purpose.");
        meter.CreateObservableGauge("lad.in_flight.records", books.Show(seen => seen.InFlight), Records, "Records that were read and are neither scored, dead letters nor filtered yet.");
        Count("lad.received", "By", () => counters.Bytes, "Bytes of the records that the source gave.");
        Count("lad.truncated.records", Records, () => counters.Truncated, "Records of which a bound cut a part.");
    }

    private void ObserveComponents(GraphCounters counters)
    {
        Components("lad.component.received.records", counters, component => component.Received, "Records that a component was given.");
        Components("lad.component.sent.records", counters, component => component.Sent, "Records that a component passed on.");
        Components("lad.component.errors", counters, component => component.Errors, "Records on which a component failed: they became dead letters, or are read again.");
        meter.CreateObservableCounter("lad.component.dropped.records", () => counters.Components.SelectMany(Dropped), Records, "Records that a component passed on to nobody, on purpose or not.");
        meter.CreateObservableGauge("lad.queue.batches", () => Queues(counters, queue => queue.Depth), Batches, "Batches that wait before a component.");
        meter.CreateObservableGauge("lad.queue.capacity.batches", () => Queues(counters, queue => queue.Capacity), Batches, "Batches that may wait before a component.");
    }

    private void ObserveFindings(GraphCounters counters)
    {
        Count("lad.anomalies", "{anomaly}", () => counters.Anomalies, "Delivered verdicts that are anomalies.");
        meter.CreateObservableCounter("lad.suppressed.anomalies", () => Suppressed(counters.SuppressedBy), "{anomaly}", "Anomalies that did not alert.");
        Count("lad.unknown_template.records", Records, () => counters.UnknownTemplates, "Scored records whose message no template of the model matched.");
        Count("lad.words", "{word}", () => counters.Words, "Words of messages that no template matched, masked ones left out.");
        Count("lad.unknown_words", "{word}", () => counters.UnknownWords, "Of these words, those that the model does not know.");
    }

    private void Count(string name, string unit, Func<long> value, string description) => meter.CreateObservableCounter(name, value, unit, description);

    private void Components(string name, GraphCounters counters, Func<StageCounters, long> value, string description) => meter.CreateObservableCounter(
        name, () => counters.Components.Select(component => new Measurement<long>(value(component), Component(component.Name))), Records, description);

    private static IEnumerable<Measurement<long>> Queues(GraphCounters counters, Func<GraphQueue, long> value) =>
        counters.Queues.All.Select(queue => new Measurement<long>(value(queue), Component(queue.Component)));

    private static IEnumerable<Measurement<long>> Dropped(StageCounters component) =>
    [
        new(component.Filtered, Component(component.Name), KeyValuePair.Create("intentional", (object?)"true")),
        new(component.Abandoned, Component(component.Name), KeyValuePair.Create("intentional", (object?)"false")),
    ];

    private static IEnumerable<Measurement<long>> Suppressed(SuppressionTally tally) =>
    [
        Reason(tally.WindowLimit, Suppression.WindowLimit), Reason(tally.FalsePositive, Suppression.FalsePositive), Reason(tally.Snooze, Suppression.Snooze), Reason(tally.Schedule, Suppression.Schedule),
    ];

    private static Measurement<long> Reason(long count, Suppression reason) => new(count, KeyValuePair.Create("reason", (object?)System.Text.Encoding.UTF8.GetString(reason.Utf8())));

    private static Measurement<double> Threshold(Detector detector)
    {
        Threshold threshold = detector.Model.Threshold;
        return new(Math.Max(threshold.Value, threshold.Floor), NamedModels.Label(detector.Model.Metadata.Name));
    }

    public static KeyValuePair<string, object?> Component(string name) => KeyValuePair.Create("component", (object?)name);

    private static InstrumentAdvice<T> Bounds<T>(T[] bounds)
        where T : struct => new() { HistogramBucketBoundaries = bounds };
}
