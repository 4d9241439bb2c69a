using System.Text;
using Lad.Detection;
using Lad.Detection.Scoring;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Feedback;
using Lad.Pipeline.Feedback.Telemetry;
using Lad.Pipeline.Limits;
using Lad.Pipeline.Models;
using Lad.Pipeline.Sources;
using Lad.Pipeline.Telemetry;
using Lad.Pipeline.Testing;
using Lad.Pipeline.Tests.Models;
using Lad.Pipeline.Training;
using Lad.Pipeline.Training.Telemetry;

namespace Lad.Pipeline.Tests.Telemetry;

public sealed class PredecessorMetricsTests : IDisposable
{
    private readonly Instrumentation instrumentation = new(nameof(PredecessorMetricsTests));
    private readonly MetricReadings readings;

    public PredecessorMetricsTests() => readings = new MetricReadings(instrumentation);

    public void Dispose()
    {
        readings.Dispose();
        instrumentation.Dispose();
    }

    [Fact]
    public async Task What_is_scored_has_the_predecessor_s_names_and_counts_on_from_batch_to_batch()
    {
        var tap = new PredecessorMetrics(instrumentation, new ModelSlot(new Detector(SampleModels.Of("v1", threshold: 0.9))));
        await tap.WriteAsync(Batch((0.1, false, Suppression.None), (0.95, true, Suppression.None), (0.99, true, Suppression.FalsePositive)), CancellationToken.None);
        await tap.WriteAsync(Batch((0.2, false, Suppression.None)), CancellationToken.None);
        IReadOnlyDictionary<string, double> seen = readings.Read();

        Assert.Equal(2, seen["aiops_lad_inference_count_total"]);
        Assert.Equal(4, seen["aiops_lad_loglines_count"]);
        Assert.Equal((2, 2), (seen["aiops_lad_anomaly_count{anomaly_status=0}"], seen["aiops_lad_anomaly_count{anomaly_status=1}"]));
        Assert.Equal(1, seen["aiops_lad_false_positive_count_total"]);
        Assert.Equal(0.97, seen["aiops_lad_anomaly_avg_score"], 1e-5);
        Assert.Equal(0.9, seen["aiops_lad_threshold"]);
        Assert.Equal(4, seen["aiops_hist#"]);
        Assert.Equal(2.24, seen["aiops_hist"], 1e-5);
    }

    [Fact]
    public void Judgements_count_by_what_they_say_it_is_and_a_training_that_learned_counts()
    {
        var counters = new FeedbackCounters();
        PredecessorFeedback.Count(instrumentation, counters);
        var metrics = new TrainingMetrics(instrumentation, new ManualTimeProvider());
        PredecessorTrainings.Count(instrumentation, metrics);
        counters.Took(FeedbackKind.FalsePositive);
        counters.Took(FeedbackKind.FalsePositive);
        counters.Took(FeedbackKind.TruePositive);
        counters.Took(FeedbackKind.Snooze);
        metrics.Take(new TrainingEvent("default", TrainingCause.Schedule) { Outcome = new TrainingOutcome(SampleModels.Of("v1"), new GateDecision([]), 1, 0) });
        metrics.Take(new TrainingEvent("default", TrainingCause.Schedule) { NothingNew = true });
        IReadOnlyDictionary<string, double> seen = readings.Read();

        Assert.Equal((2, 1), (seen["aiops_human_feedback_total{anomaly_status=False}"], seen["aiops_human_feedback_total{anomaly_status=True}"]));
        Assert.Equal(1, seen["aiops_lad_train_count_total"]);
    }

    private static RecordBatch Batch(params (double Score, bool IsAnomaly, Suppression Suppression)[] verdicts)
    {
        var stream = new SourceStream("s", "s");
        var batch = new RecordBatch(verdicts.Length + 1);
        for (int i = 0; i < verdicts.Length; i++)
        {
            batch.Append(Encoding.UTF8.GetBytes("started"), new SourcePosition(stream, i, i + 1), 1);
            batch.Outcomes[i] = RecordOutcome.Scored;
            batch.Assessments[i] = new Assessment { Score = verdicts[i].Score, IsAnomaly = verdicts[i].IsAnomaly };
            batch.Suppressions[i] = verdicts[i].Suppression;
        }
        batch.Append(Encoding.UTF8.GetBytes("a dead letter"), new SourcePosition(stream, 99, 100), 1);
        batch.Outcomes[verdicts.Length] = RecordOutcome.DeadLettered;
        return batch;
    }
}
