namespace Lad.Pipeline.Training;

/// <summary>What a trainer did about one model.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Cause">Why.</param>
public sealed record TrainingEvent(string Name, TrainingCause Cause)
{
    /// <summary>What was learned and what the gate said; <see langword="null"/> when it did not come to that.</summary>
    public TrainingOutcome? Outcome { get; init; }

    /// <summary>Messages that the window held, of which the sample was drawn.</summary>
    public long Arrivals { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Share of recent records that the model before did not know, 0 to 1.</summary>
    public double DriftShare { get; init; }

    /// <summary>The version in force before; <see langword="null"/> when there was none.</summary>
    public string? Before { get; init; }

    /// <summary>Where the model was published; <see langword="null"/> when it was not.</summary>
    public string? Published { get; init; }

    /// <summary>What stood in the way of reading the current model or publishing the new one; <see langword="null"/> when nothing did.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether there was nothing that the current model had not learned from.</summary>
    public bool NothingNew { get; init; }

    /// <summary>What came of it, in a word.</summary>
    public TrainingResult Result =>
        Published is not null ? TrainingResult.Published : NothingNew ? TrainingResult.NothingNew : Failure is not null ? TrainingResult.Failed : TrainingResult.Refused;
}
