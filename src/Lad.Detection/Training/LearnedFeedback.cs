namespace Lad.Detection.Training;

/// <summary>What training made of people's judgements, and how their scores moved. Kept with the model.</summary>
public sealed record LearnedFeedback
{
    /// <summary>The score above which the model before found anomalies, 0 to 1; <see langword="null"/> when there was none.</summary>
    public double? ThresholdBefore { get; init; }

    /// <summary>The score above which this model finds anomalies, 0 to 1.</summary>
    public required double Threshold { get; init; }

    /// <summary>What was said to be normal.</summary>
    public IReadOnlyList<FalsePositiveOutcome> FalsePositives { get; init; } = [];

    /// <summary>What was said to be an anomaly indeed.</summary>
    public IReadOnlyList<TruePositiveOutcome> TruePositives { get; init; } = [];

    /// <summary>What was added to templates beyond what was seen of them.</summary>
    public IReadOnlyList<TemplateWeight> Weights { get; init; } = [];

    /// <summary>How many of the false positives are no longer anomalies.</summary>
    public int Below => FalsePositives.Count(IsBelow);

    /// <summary>Whether this model no longer finds a false positive.</summary>
    public bool IsBelow(FalsePositiveOutcome outcome) => outcome.Score <= Threshold;
}

/// <summary>How the score of a false positive moved.</summary>
/// <param name="Fingerprint">The fingerprint that was judged.</param>
/// <param name="ScoreBefore">Its score under the model before, 0 to 1; <see langword="null"/> when there was none.</param>
/// <param name="Score">Its score under this model, 0 to 1; that of the template that scores highest, where the judgement is about several.</param>
public sealed record FalsePositiveOutcome(ulong Fingerprint, double? ScoreBefore, double Score);

/// <summary>What became of a true positive.</summary>
/// <param name="Fingerprint">The fingerprint that was judged.</param>
/// <param name="HeldOut">Records that were not learned from because of it.</param>
/// <param name="ScoreBefore">Its score under the model before, 0 to 1; <see langword="null"/> when there was none.</param>
/// <param name="Score">Its score under this model, 0 to 1.</param>
public sealed record TruePositiveOutcome(ulong Fingerprint, long HeldOut, double? ScoreBefore, double Score);

/// <summary>What a template was given so that false positives are no longer rare.</summary>
/// <param name="Template">The template's fingerprint.</param>
/// <param name="Episodes">Episodes, of one record each, that were added to what training saw; at least 1.</param>
public sealed record TemplateWeight(ulong Template, int Episodes);
