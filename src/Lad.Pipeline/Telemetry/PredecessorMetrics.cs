using System.Diagnostics.Metrics;
using Lad.Detection.Thresholds;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sinks;

namespace Lad.Pipeline.Telemetry;

/// <summary>
/// What is scored, under the names of the predecessor, for dashboards that are there already: beside the sinks, it looks at each batch and delivers nothing. What the predecessor set anew for each of its batches, which were of a
/// minute, is counted on here, so that a rate of it is one.
/// </summary>
public sealed class PredecessorMetrics : IVerdictSink
{
    // Those that a Python client takes when nobody says.
    private static readonly InstrumentAdvice<double> Buckets = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };
    private readonly IModelsInForce models;
    private readonly Histogram<double> scores;
    private long batches;
    private long normal;
    private long anomalies;
    private long falsePositives;
    private double mean;

    /// <summary>Measures from now on.</summary>
    /// <param name="instrumentation">The process's.</param>
    /// <param name="models">The models in force.</param>
    public PredecessorMetrics(Instrumentation instrumentation, IModelsInForce models)
    {
        ArgumentNullException.ThrowIfNull(instrumentation);
        this.models = models;
        Meter meter = instrumentation.Meter;
        meter.CreateObservableCounter("aiops_lad_inference_count_total", () => Interlocked.Read(ref batches), null, "Batches that were scored.");
        meter.CreateObservableGauge("aiops_lad_loglines_count", () => Interlocked.Read(ref normal) + Interlocked.Read(ref anomalies), null, "Records that were scored.");
        meter.CreateObservableGauge("aiops_lad_anomaly_count", Anomalies, null, "Records that were scored, by whether they are anomalies: 1 or 0.");
        meter.CreateObservableGauge("aiops_lad_anomaly_avg_score", () => Volatile.Read(ref mean), null, "Mean score of the latest batch's anomalies.");
        meter.CreateObservableCounter("aiops_lad_false_positive_count_total", () => Interlocked.Read(ref falsePositives), null, "Anomalies that feedback held back.");
        meter.CreateObservableGauge("aiops_lad_threshold", Thresholds, null, "The score above which a message is an anomaly.");
        scores = meter.CreateHistogram("aiops_hist", null, "Scores.", null, Buckets);
    }

    /// <inheritdoc/>
    public string Name => "the predecessor's metrics";

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        long found = 0, all = 0, heldBack = 0;
        double sum = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch.Outcomes[i] != RecordOutcome.Scored) continue;
            all++;
            double score = batch.Assessments[i].Score;
            scores.Record(score);
            if (!batch.Assessments[i].IsAnomaly) continue;
            found++;
            sum += score;
            if (batch.Suppressions[i] == Suppression.FalsePositive) heldBack++;
        }
        Interlocked.Increment(ref batches);
        Interlocked.Add(ref normal, all - found);
        Interlocked.Add(ref anomalies, found);
        Interlocked.Add(ref falsePositives, heldBack);
        if (found > 0) Volatile.Write(ref mean, sum / found);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Measurement<long>[] Anomalies() => [new(Interlocked.Read(ref normal), Status("0")), new(Interlocked.Read(ref anomalies), Status("1"))];

    private static KeyValuePair<string, object?> Status(string status) => new("anomaly_status", status);

    // The predecessor had one model.
    private Measurement<double>[] Thresholds() =>
        models.InForce.Default?.Model.Threshold is { } threshold ? [new(Math.Max(threshold.Value, threshold.Floor))] : [];
}
