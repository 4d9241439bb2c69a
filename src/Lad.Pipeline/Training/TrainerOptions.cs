namespace Lad.Pipeline.Training;

/// <summary>What a trainer does.</summary>
public sealed record TrainerOptions
{
    /// <summary>The model that learns from all services together.</summary>
    public string Whole { get; init; } = "default";

    /// <summary>Where the records come from, as the user named it.</summary>
    public string Source { get; init; } = "";

    /// <summary>How often.</summary>
    public TrainingScheduleOptions Schedule { get; init; } = new();

    /// <summary>What a model must keep to.</summary>
    public PublishingRules Rules { get; init; } = new();

    /// <summary>Share of the sample that judges and is never learned from, above 0 and below 0.5. Default 0.1.</summary>
    public double HoldBack { get; init; } = 0.1;

    /// <summary>Whether learning goes on from the current model, with what it has not learned from yet, instead of from scratch.</summary>
    public bool Continues { get; init; }

    /// <summary>Whether models are published whatever the gate says.</summary>
    public bool Force { get; init; }

    /// <summary>All that is wrong with the options; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [.. Schedule.Validate(), .. Rules.Validate()];
        if (!(HoldBack is > 0 and < 0.5)) faults.Add($"{nameof(HoldBack)} is {HoldBack}: it must be above 0 and below 0.5.");
        return faults;
    }
}
