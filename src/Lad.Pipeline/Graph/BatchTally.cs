using Lad.Detection.Scoring;
using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;

namespace Lad.Pipeline.Graph;

/// <summary>How many records of a batch ended in which way.</summary>
internal readonly record struct BatchTally(int Scored, int DeadLettered, int Filtered, int Anomalies, SuppressionTally Suppressed, int Truncated, int UnknownTemplates, int Words, int UnknownWords)
{
    /// <exception cref="InvalidOperationException">A record has no outcome: a stage forgot it.</exception>
    public static BatchTally Of(RecordBatch batch)
    {
        int scored = 0, deadLettered = 0, filtered = 0, anomalies = 0, truncated = 0, unknownTemplates = 0, words = 0, unknownWords = 0;
        SuppressionTally suppressed = default;
        for (int i = 0; i < batch.Count; i++)
        {
            if ((batch.Flags[i] & RecordFlags.Truncated) != 0) truncated++;
            switch (batch.Outcomes[i])
            {
                case RecordOutcome.Scored:
                    scored++;
                    ref readonly Assessment assessment = ref batch.Assessments[i];
                    if (assessment.Template < 0)
                    {
                        unknownTemplates++;
                        words += assessment.Words;
                        unknownWords += (int)Math.Round(assessment.UnknownShare * assessment.Words);
                    }
                    if (!assessment.IsAnomaly) break;
                    anomalies++;
                    suppressed = suppressed.With(batch.Suppressions[i]);
                    break;
                case RecordOutcome.DeadLettered:
                    deadLettered++;
                    break;
                case RecordOutcome.Filtered:
                    filtered++;
                    break;
                default:
                    throw new InvalidOperationException($"The record at {batch.Positions[i].Stream?.Name}:{batch.Positions[i].Offset} passed all stages and none gave it an outcome.");
            }
        }
        return new BatchTally(scored, deadLettered, filtered, anomalies, suppressed, truncated, unknownTemplates, words, unknownWords);
    }
}
