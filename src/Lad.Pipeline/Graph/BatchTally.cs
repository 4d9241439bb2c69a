using Lad.Pipeline.Batches;
using Lad.Pipeline.Limits;

namespace Lad.Pipeline.Graph;

/// <summary>How many records of a batch ended in which way.</summary>
internal readonly record struct BatchTally(int Scored, int DeadLettered, int Filtered, int Anomalies, SuppressionTally Suppressed, int Truncated)
{
    /// <exception cref="InvalidOperationException">A record has no outcome: a stage forgot it.</exception>
    public static BatchTally Of(RecordBatch batch)
    {
        int scored = 0, deadLettered = 0, filtered = 0, anomalies = 0, truncated = 0;
        SuppressionTally suppressed = default;
        for (int i = 0; i < batch.Count; i++)
        {
            if ((batch.Flags[i] & RecordFlags.Truncated) != 0) truncated++;
            switch (batch.Outcomes[i])
            {
                case RecordOutcome.Scored:
                    scored++;
                    if (!batch.Assessments[i].IsAnomaly) break;
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
        return new BatchTally(scored, deadLettered, filtered, anomalies, suppressed, truncated);
    }
}
