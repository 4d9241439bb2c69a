namespace Lad.Pipeline.Training;

/// <summary>Says when one model is to be learned. Knows no clock: the caller says what time it is.</summary>
/// <param name="options">How often.</param>
public sealed class TrainingSchedule(TrainingScheduleOptions options)
{
    private DateTimeOffset? attempted;
    private bool failed;

    /// <summary>Why the model is to be learned now; <see langword="null"/> when it is not.</summary>
    /// <param name="now">The time.</param>
    /// <param name="modelFrom">When the current model was made; <see langword="null"/> when there is none.</param>
    /// <param name="drifted">Whether it no longer knows what arrives.</param>
    public TrainingCause? Due(DateTimeOffset now, DateTimeOffset? modelFrom, bool drifted)
    {
        bool rested = attempted is null || now >= attempted + options.MinInterval;
        if (modelFrom is null) return rested ? TrainingCause.FirstModel : null;
        if (options.Every > TimeSpan.Zero && now >= Later(attempted, modelFrom.Value) + options.Every || failed && rested) return TrainingCause.Schedule;
        return drifted && rested ? TrainingCause.Drift : null;
    }

    /// <summary>The model was learned, or could not be.</summary>
    /// <param name="now">The time.</param>
    /// <param name="failed">Whether something stood in the way that may be gone soon, such as a place that could not be written.</param>
    public void Attempted(DateTimeOffset now, bool failed) => (attempted, this.failed) = (now, failed);

    private static DateTimeOffset Later(DateTimeOffset? a, DateTimeOffset b) => a > b ? a.Value : b;
}
