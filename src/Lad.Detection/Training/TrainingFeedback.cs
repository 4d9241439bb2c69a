using Lad.Detection.Snapshots;

namespace Lad.Detection.Training;

/// <summary>What people said of anomalies, as training takes notice of it: what is normal is given weight, what is an anomaly indeed is not learned from.</summary>
public sealed record TrainingFeedback
{
    /// <summary>Judgements of either kind that training takes notice of, at most; each may be about two templates.</summary>
    public const int MaxJudgements = SnapshotLimits.FeedbackOutcomes / 2;

    /// <summary>Nobody said anything.</summary>
    public static TrainingFeedback None { get; } = new();

    /// <summary>What is normal; at most <see cref="MaxJudgements"/>.</summary>
    public IReadOnlyList<JudgedMessage> FalsePositives { get; init; } = [];

    /// <summary>What is an anomaly indeed; at most <see cref="MaxJudgements"/>. Wins where a message is said to be both.</summary>
    public IReadOnlyList<JudgedMessage> TruePositives { get; init; } = [];

    /// <summary>The model in force: says which other messages have the template of a judged one, and how it scored. Where there is none, the model that is continued.</summary>
    public DetectionModel? Current { get; init; }

    /// <summary>Whether there is nothing to take notice of.</summary>
    public bool IsEmpty => FalsePositives.Count == 0 && TruePositives.Count == 0;

    /// <summary>Whether other feedback holds the same judgements.</summary>
    public bool SaysTheSame(TrainingFeedback other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return FalsePositives.SequenceEqual(other.FalsePositives) && TruePositives.SequenceEqual(other.TruePositives);
    }
}

/// <summary>A message that somebody judged.</summary>
/// <param name="Fingerprint">The fingerprint that it had under the model which found it.</param>
/// <param name="Message">The message; empty when it is not known, and then only a template of that fingerprint is found.</param>
public sealed record JudgedMessage(ulong Fingerprint, string Message);
