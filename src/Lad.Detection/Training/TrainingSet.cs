namespace Lad.Detection.Training;

/// <summary>
/// A bounded bag of what was read for training: distinct masked messages with counts and the time buckets in which they occurred.
/// Reading a record costs a scan and a look-up.
/// </summary>
public sealed class TrainingSet
{
    /// <summary>Makes an empty set.</summary>
    public TrainingSet(TrainingOptions options) => Options = options;

    /// <summary>How the model will be learned.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Records added.</summary>
    public long Count => throw new NotImplementedException();

    /// <summary>Adds one record.</summary>
    /// <param name="message">The message, UTF-8.</param>
    /// <param name="eventTimeTicks">UTC ticks, 0 when the record names no time (its position then stands for the time).</param>
    public void Add(ReadOnlySpan<byte> message, long eventTimeTicks) => throw new NotImplementedException();
}
