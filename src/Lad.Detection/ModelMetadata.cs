using Lad.Detection.Training;

namespace Lad.Detection;

/// <summary>Where a model comes from.</summary>
public sealed record ModelMetadata
{
    /// <summary>The model's name: <c>default</c>, or the service it was trained for.</summary>
    public required string Name { get; init; }

    /// <summary>Identity of this version among those of the same name: sorts by time, e.g. <c>20261121T011300Z-9f2c1a04</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Version of the model that this one continued from; <see langword="null"/> when it was learned from scratch.</summary>
    public string? Parent { get; init; }

    /// <summary>When training ended.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where the training records came from, as the user named it.</summary>
    public string Source { get; init; } = "";

    /// <summary>The seed of every random choice in training.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Records that training read, held-back ones included.</summary>
    public required long TrainingRecords { get; init; }

    /// <summary>Records that were held back from fitting and served calibration.</summary>
    public required long HeldBackRecords { get; init; }

    /// <summary>Earliest event time seen in training, if records had any.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Latest event time seen in training, if records had any.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>What training met and how well its parts fit.</summary>
    public TrainingReport Training { get; init; } = new();

    /// <summary>What the gate found before the model was published; empty when no gate was asked.</summary>
    public IReadOnlyList<GateResult> Gate { get; init; } = [];

    /// <summary>What training made of people's judgements; <see langword="null"/> when there were none.</summary>
    public LearnedFeedback? Feedback { get; init; }
}
