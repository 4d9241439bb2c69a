using System.Diagnostics.Metrics;
using Lad.Pipeline.Models.Telemetry;
using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Training.Telemetry;

/// <summary>What comes of trainings. Is told of each; told apart by name are at most <see cref="NamedModels.Most"/> models, those that were learned last. Thread-safe.</summary>
public sealed class TrainingMetrics
{
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800] };
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly Histogram<double> duration;
    private readonly long[,] trainings = new long[TrainingWords.Causes.Count, TrainingWords.Results.Count];
    private readonly Dictionary<(string Criterion, bool Passes), long> criteria = [];
    private readonly Dictionary<string, LatestTraining> models = new(StringComparer.Ordinal);
    private long trained;

    /// <summary>Measures from now on.</summary>
    /// <param name="instrumentation">The process's.</param>
    /// <param name="time">The clock of successes.</param>
    public TrainingMetrics(Instrumentation instrumentation, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(instrumentation);
        this.time = time;
        Meter meter = instrumentation.Meter;
        duration = meter.CreateHistogram("lad.training.duration", "s", "How long trainings took.", null, Seconds);
        meter.CreateObservableCounter("lad.trainings", Trainings, "{training}", "Trainings by what started them and what came of them.");
        meter.CreateObservableCounter("lad.training.gate_results", Criteria, "{result}", "What the gate found.");
        meter.CreateObservableGauge("lad.training.learned.records", () => Of<long>(static latest => latest.Learned), "{record}", "Records that the latest training learned from.");
        meter.CreateObservableGauge("lad.training.held_back.records", () => Of<long>(static latest => latest.HeldBack), "{record}", "Records that judged the latest training's model.");
        meter.CreateObservableGauge("lad.training.quantization_error", () => Of<double>(static latest => latest.Report?.QuantizationError), null, "Mean distance of what the latest model's map was fitted to from its best-matching units.");
        meter.CreateObservableGauge("lad.training.topographic_error", () => Of<double>(static latest => latest.Report?.TopographicError), "1", "Share of what the latest model's map was fitted to whose two best units are no neighbours.");
        meter.CreateObservableGauge("lad.training.success.timestamp", () => Of<double>(static latest => latest.Success?.ToUnixTimeMilliseconds() / 1000.0), "s", "When a model was last published.");
    }

    /// <summary>Trainings that learned a model, published or not.</summary>
    public long Trained => Interlocked.Read(ref trained);

    /// <summary>Takes notice of a training.</summary>
    public void Take(TrainingEvent told)
    {
        ArgumentNullException.ThrowIfNull(told);
        duration.Record(told.Elapsed.TotalSeconds);
        if (told.Outcome?.Model is not null) Interlocked.Increment(ref trained);
        lock (gate)
        {
            trainings[(int)told.Cause, (int)told.Result]++;
            foreach (GateCriterion criterion in told.Outcome?.Decision.Criteria ?? [])
            {
                (string, bool) key = (TrainingWords.Of(criterion), criterion.Passes);
                criteria[key] = criteria.GetValueOrDefault(key) + 1;
            }
            DateTimeOffset now = time.GetUtcNow();
            LatestTraining? known = models.GetValueOrDefault(told.Name);
            if (known is null && models.Count >= NamedModels.Most) models.Remove(models.MinBy(static model => model.Value.At).Key);
            models[told.Name] = (known ?? new LatestTraining(now)).After(told, now);
        }
    }

    private List<Measurement<long>> Trainings()
    {
        List<Measurement<long>> all = [];
        lock (gate)
        {
            for (int cause = 0; cause < TrainingWords.Causes.Count; cause++)
                for (int result = 0; result < TrainingWords.Results.Count; result++)
                    all.Add(new Measurement<long>(trainings[cause, result], new("cause", TrainingWords.Causes[cause]), new("outcome", TrainingWords.Results[result])));
        }
        return all;
    }

    private List<Measurement<long>> Criteria()
    {
        lock (gate) return [.. criteria.Select(static found => new Measurement<long>(found.Value, new("criterion", found.Key.Criterion), new("result", found.Key.Passes ? "passed" : "failed")))];
    }

    private List<Measurement<T>> Of<T>(Func<LatestTraining, T?> value)
        where T : struct
    {
        List<Measurement<T>> all = [];
        lock (gate)
        {
            foreach ((string name, LatestTraining latest) in models)
                if (value(latest) is { } known) all.Add(new Measurement<T>(known, NamedModels.Label(name)));
        }
        return all;
    }
}
