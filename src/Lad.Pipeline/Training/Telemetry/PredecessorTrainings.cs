using Lad.Pipeline.Telemetry;

namespace Lad.Pipeline.Training.Telemetry;

/// <summary>Trainings under the predecessor's name, for dashboards that are there already.</summary>
public static class PredecessorTrainings
{
    /// <summary>Counts from now on.</summary>
    /// <param name="instrumentation">The process's.</param>
    /// <param name="metrics">Is told of each training.</param>
    public static void Count(Instrumentation instrumentation, TrainingMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(instrumentation);
        instrumentation.Meter.CreateObservableCounter("aiops_lad_train_count_total", () => metrics.Trained, null, "Trainings that learned a model, published or not.");
    }
}
