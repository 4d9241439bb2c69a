using Lad.Detection.Training;

namespace Lad.Pipeline.Training.Telemetry;

/// <summary>What is known of a model's trainings.</summary>
/// <param name="At">When the latest ended.</param>
internal sealed record LatestTraining(DateTimeOffset At)
{
    /// <summary>Records that the latest learned from.</summary>
    public long? Learned { get; init; }

    /// <summary>Records that judged its model.</summary>
    public long? HeldBack { get; init; }

    /// <summary>How the latest model that was made fits, published or not.</summary>
    public TrainingReport? Report { get; init; }

    /// <summary>When one was last published.</summary>
    public DateTimeOffset? Success { get; init; }

    /// <summary>The same after another training.</summary>
    public LatestTraining After(TrainingEvent told, DateTimeOffset now) => this with
    {
        At = now,
        Learned = told.Outcome?.Learned ?? Learned,
        HeldBack = told.Outcome?.HeldBack ?? HeldBack,
        Report = told.Outcome?.Model?.Metadata.Training ?? Report,
        Success = told.Published is null ? Success : now,
    };
}
