using Lad.Detection;
using Lad.Detection.Training;
using Lad.Pipeline.Models;

namespace Lad.Pipeline.Training;

/// <summary>One model over time: where it is kept, which version is in force, and when it is learned.</summary>
internal sealed class ModelCourse(string name, IModelStore store, TrainingScheduleOptions schedule)
{
    private volatile DetectionModel? current;

    public string Name => name;

    public IModelStore Store => store;

    public TrainingSchedule Schedule { get; } = new(schedule);

    /// <summary>The model in force, as far as is known.</summary>
    public DetectionModel? Current
    {
        get => current;
        set => current = value;
    }

    /// <summary>Messages that had been offered when the model in force was learned.</summary>
    public long LearnedThrough { get; set; }

    /// <summary>What people had said of anomalies when the model in force was learned.</summary>
    public TrainingFeedback LearnedFeedback { get; set; } = TrainingFeedback.None;
}
