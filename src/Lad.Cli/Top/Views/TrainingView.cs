using Lad.Cli.Telemetry.Reading;

namespace Lad.Cli.Top.Views;

/// <summary>What a trainer is at.</summary>
internal sealed record TrainingView
{
    /// <summary>Trainings by what came of them, such as <c>published</c>.</summary>
    public required IReadOnlyList<OutcomeView> Outcomes { get; init; }

    /// <summary>Records that were read without a message, ever.</summary>
    public double? Unusable { get; init; }

    /// <summary>Bytes of all reservoirs.</summary>
    public double? ReservoirBytes { get; init; }

    /// <summary>Mean time of trainings in seconds.</summary>
    public double? Mean { get; init; }

    /// <summary>What there is of each model.</summary>
    public required IReadOnlyList<TrainedModelView> Models { get; init; }

    /// <summary>What the metrics say; <see langword="null"/> when it does not train.</summary>
    public static TrainingView? Of(Exposition metrics, DateTimeOffset now)
    {
        if (!metrics.Has("lad_trainings_total") && !metrics.Has("lad_trainer_received_records_total") && !metrics.Has("lad_reservoir_records")) return null;
        double? count = metrics.Sum("lad_training_duration_seconds_count");
        return new TrainingView
        {
            Outcomes = [.. metrics.Samples("lad_trainings_total").GroupBy(sample => sample["outcome"], StringComparer.Ordinal).Select(one => new OutcomeView(one.Key, one.Sum(sample => sample.Value))).OrderBy(one => one.Outcome, StringComparer.Ordinal)],
            Unusable = metrics.Sum("lad_trainer_unusable_records_total"),
            ReservoirBytes = metrics.Sum("lad_reservoir_bytes"),
            Mean = count > 0 ? metrics.Sum("lad_training_duration_seconds_sum") / count : null,
            Models = TrainedModelView.Of(metrics, now),
        };
    }
}
