namespace Lad.Pipeline.Training;

/// <summary>How often models are learned.</summary>
public sealed record TrainingScheduleOptions
{
    /// <summary>The time between two trainings of a model; zero learns the first one, and later ones on drift only. Default 6 hours.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromHours(6);

    /// <summary>The least time between a training and one that drift, or its failure, asks for. Default 10 minutes.</summary>
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>All that is wrong with the options; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [];
        if (Every < TimeSpan.Zero) faults.Add($"{nameof(Every)} is {Every}: it must not be negative; zero leaves it to drift.");
        if (MinInterval < TimeSpan.FromSeconds(1)) faults.Add($"{nameof(MinInterval)} is {MinInterval}: it must be at least 1 s.");
        return faults;
    }
}
