namespace Lad.Cli.Configuration;

/// <summary>What <c>lad trainer</c> learns from, when, and what a model must keep to.</summary>
public sealed record TrainerSettings
{
    /// <summary>The time between two trainings of a model; zero: the first one, and later ones on drift.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromHours(6);

    /// <summary>The least time between a training and one that drift or a failure asks for.</summary>
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How far back it learns from; zero: as far as the source reaches.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How many of the latest records it learns from; 0: all in the window.</summary>
    public long LastRecords { get; init; }

    /// <summary>Records of the window that are kept for the whole, and as many again for all services together; a uniform sample when there are more.</summary>
    public long Reservoir { get; init; } = 200_000;

    /// <summary>Bytes that are kept for the whole, and as many again for all services together.</summary>
    public long ReservoirBytes { get; init; } = 256L << 20;

    /// <summary>Whether services have models of their own.</summary>
    public bool ByService { get; init; } = true;

    /// <summary>Services with a model of their own at a time; beyond it the least active give way.</summary>
    public long MaxServices { get; init; } = 64;

    /// <summary>Records that a model must learn from.</summary>
    public long MinRecords { get; init; } = 1_000;

    /// <summary>Whether learning goes on from the current model, with what it has not learned from yet, instead of from scratch.</summary>
    public bool Update { get; init; }

    /// <summary>Share of recent records that the current model must not know for training to begin early; 0: never.</summary>
    public double DriftShare { get; init; } = 0.1;

    /// <summary>Recent records of which that share is taken.</summary>
    public long DriftWindow { get; init; } = 10_000;

    /// <summary>Share of the records that judges models and is never learned from.</summary>
    public double HoldBack { get; init; } = 0.1;

    /// <summary>Largest share of anomalies that a model may find in the records that judge it.</summary>
    public double MaxAnomalyRate { get; init; } = 0.05;

    /// <summary>How many times the expected share of anomalies, or the current model's, it may find there.</summary>
    public double MaxRateFactor { get; init; } = 3;

    /// <summary>Largest share of those records whose template it may not know.</summary>
    public double MaxUnknownShare { get; init; } = 0.2;

    /// <summary>Share of the current model's number of templates that it must have.</summary>
    public double MinTemplateShare { get; init; } = 0.25;

    /// <summary>How many times the current model's quantization error on those records it may have.</summary>
    public double MaxErrorFactor { get; init; } = 1.5;
}
