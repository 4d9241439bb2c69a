namespace Lad.Detection.Training;

/// <summary>Learns a model from a training set.</summary>
public static class ModelTrainer
{
    /// <summary>Learns a model.</summary>
    /// <param name="set">What was read.</param>
    /// <param name="identity">Name and time of the model to be; the version is derived from both and the content.</param>
    /// <param name="previous">The model to continue from; its words keep their place.</param>
    /// <param name="progress">Told of each phase.</param>
    /// <param name="cancellation">Stops training between steps.</param>
    /// <exception cref="UnmodellableStreamException">Almost every record is a new template, and the options do not force it.</exception>
    public static DetectionModel Train(TrainingSet set, ModelIdentity identity, DetectionModel? previous = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        throw new NotImplementedException();
}

/// <summary>What a model to be is called and when it was made.</summary>
/// <param name="Name">The model's name, e.g. <c>default</c>.</param>
/// <param name="CreatedAt">Now, from the caller's clock.</param>
/// <param name="Source">Where the records came from, as the user named it.</param>
public sealed record ModelIdentity(string Name, DateTimeOffset CreatedAt, string Source);

/// <summary>How far training is.</summary>
/// <param name="Phase">What is being done, e.g. <c>mining templates</c>.</param>
/// <param name="Fraction">Of the whole, 0 to 1.</param>
public readonly record struct TrainingProgress(string Phase, double Fraction);

/// <summary>The stream cannot be modelled: almost every record is a new template.</summary>
public sealed class UnmodellableStreamException(string message) : Exception(message);
