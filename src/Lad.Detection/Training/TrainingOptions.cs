using Lad.Detection.Encoding;
using Lad.Detection.Maps;
using Lad.Detection.Masking;
using Lad.Detection.Scoring;
using Lad.Detection.Templates;
using Lad.Detection.Thresholds;

namespace Lad.Detection.Training;

/// <summary>How a model is learned.</summary>
public sealed record TrainingOptions
{
    /// <summary>Seed of every random choice. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that learn word vectors, at least 1. Default 1: only one thread gives the same model for the same records and seed.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Share of the records that is held back for calibration, above 0 and below 0.5. Default 0.2.</summary>
    public double HoldBack { get; init; } = 0.2;

    /// <summary>How messages are masked.</summary>
    public MaskingRules Masking { get; init; } = new();

    /// <summary>How templates are mined.</summary>
    public MiningOptions Mining { get; init; } = new();

    /// <summary>How word vectors are learned; seed and threads are those of this record.</summary>
    public Word2VecOptions Words { get; init; } = new();

    /// <summary>Size and training of the map.</summary>
    public SelfOrganizingMapOptions Map { get; init; } = new();

    /// <summary>What makes the raw score.</summary>
    public ScoringRules Scoring { get; init; } = new();

    /// <summary>What sets the threshold. Default: one percent of false alarms.</summary>
    public ThresholdPolicy Threshold { get; init; } = new QuantilePolicy();

    /// <summary>No score at or below this is an anomaly, whatever the policy says; 0 to 1. Default 0.</summary>
    public double Floor { get; init; }

    /// <summary>Distinct masked messages that are kept; records of further ones are counted, not learned from. At least 1, default 200,000.</summary>
    public int MaxDistinctMessages { get; init; } = MessageInventory.DefaultMaxDistinct;

    /// <summary>
    /// Records whose order is kept to tell bursts from steady templates, four bytes each; each later record counts as an episode of its own. At least 1, default 10 million.
    /// </summary>
    public int MaxOrderedRecords { get; init; } = 10_000_000;

    /// <summary>Whether to learn from a stream in which almost every record is new. Default no.</summary>
    public bool Force { get; init; }

    /// <summary>What is wrong, every fault at once; empty when the options can be used.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (!(HoldBack is > 0 and < 0.5)) faults.Add($"HoldBack must be above 0 and below 0.5, not {HoldBack}.");
        if (Threads < 1) faults.Add($"Threads must be at least 1, not {Threads}.");
        if (!(Floor is >= 0 and <= 1)) faults.Add($"Floor must be 0 to 1, not {Floor}.");
        if (MaxDistinctMessages < 1) faults.Add($"MaxDistinctMessages must be at least 1, not {MaxDistinctMessages}.");
        if (MaxOrderedRecords < 1) faults.Add($"MaxOrderedRecords must be at least 1, not {MaxOrderedRecords}.");
        return [.. faults, .. Masking.Faults(), .. Mining.Faults(), .. Words.Faults(), .. Map.Faults(), .. Scoring.Faults(), .. Threshold.Faults];
    }
}
