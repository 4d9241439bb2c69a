namespace Lad.Detection.Training;

/// <summary>How a model is learned.</summary>
public sealed record TrainingOptions
{
    /// <summary>Seed of every random choice. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Share of the records that is held back for calibration, above 0 and below 0.5. Default 0.2.</summary>
    public double HoldBack { get; init; } = 0.2;
}
