using Lad.Detection.Templates;
using Lad.Detection.Training;

namespace Lad.FactStore.Api.Models;

/// <summary>How the scores of what people judged moved with the version.</summary>
/// <param name="ThresholdBefore">The threshold of the version before; absent when there was none.</param>
/// <param name="Threshold">The threshold of this version.</param>
/// <param name="FalsePositives">What was said to be normal.</param>
/// <param name="TruePositives">What was said to be an anomaly indeed.</param>
public sealed record LearnedAnswer(double? ThresholdBefore, double Threshold, IReadOnlyList<JudgedAnswer> FalsePositives, IReadOnlyList<JudgedAnswer> TruePositives)
{
    internal static LearnedAnswer Of(LearnedFeedback feedback) => new(feedback.ThresholdBefore, feedback.Threshold,
        [.. feedback.FalsePositives.Select(outcome => new JudgedAnswer(Fingerprint.ToText(outcome.Fingerprint), outcome.ScoreBefore, outcome.Score, null))],
        [.. feedback.TruePositives.Select(outcome => new JudgedAnswer(Fingerprint.ToText(outcome.Fingerprint), outcome.ScoreBefore, outcome.Score, outcome.HeldOut))]);
}

/// <summary>How the score of something that was judged moved.</summary>
/// <param name="Fingerprint">What was judged, 16 hexadecimal digits.</param>
/// <param name="ScoreBefore">Its score under the version before; absent when there was none.</param>
/// <param name="Score">Its score under this version.</param>
/// <param name="HeldOut">Of a true positive: records that were not learned from.</param>
public sealed record JudgedAnswer(string Fingerprint, double? ScoreBefore, double Score, long? HeldOut);
