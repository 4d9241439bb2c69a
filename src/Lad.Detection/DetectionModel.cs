using Lad.Detection.Encoding;
using Lad.Detection.Maps;
using Lad.Detection.Masking;
using Lad.Detection.Scoring;
using Lad.Detection.Templates;
using Lad.Detection.Thresholds;

namespace Lad.Detection;

/// <summary>
/// All that training learned: the content of a snapshot. Immutable. A <see cref="Detector"/> is made from it.
/// </summary>
public sealed record DetectionModel
{
    /// <summary>Name, version, origin and training report.</summary>
    public required ModelMetadata Metadata { get; init; }

    /// <summary>How messages are masked; the same rules hold for training and scoring.</summary>
    public required MaskingRules Masking { get; init; }

    /// <summary>The templates with what training saw of each.</summary>
    public required TemplateSet Templates { get; init; }

    /// <summary>Vocabulary and word vectors.</summary>
    public required WordVectors Words { get; init; }

    /// <summary>The self-organizing map with what each node saw in training.</summary>
    public required SelfOrganizingMap Map { get; init; }

    /// <summary>How rarity, novelty and severity make the raw score.</summary>
    public ScoringRules Scoring { get; init; } = new();

    /// <summary>How the raw score becomes a score, from held-back records.</summary>
    public required ScoreCalibration Calibration { get; init; }

    /// <summary>The score above which a message is an anomaly, and the policy that set it.</summary>
    public required Threshold Threshold { get; init; }

    /// <summary>
    /// Bytes that the model and its <see cref="Detector"/> take in memory, worked out from the sizes of their parts: what a bound on models in force is held against. Looks at every template.
    /// </summary>
    public long EstimatedBytes => ModelFootprint.Of(this);
}
