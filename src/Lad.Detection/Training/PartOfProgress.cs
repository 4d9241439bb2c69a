namespace Lad.Detection.Training;

/// <summary>Reports the progress of one phase as a part of the whole.</summary>
internal sealed class PartOfProgress(IProgress<TrainingProgress>? whole, string phase, double from, double to) : IProgress<double>
{
    /// <summary>Takes the phase's own progress, 0 to 1.</summary>
    public void Report(double value) => whole?.Report(new TrainingProgress(phase, from + ((to - from) * value)));
}
