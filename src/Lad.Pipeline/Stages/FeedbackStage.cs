using Lad.Pipeline.Batches;
using Lad.Pipeline.Feedback;

namespace Lad.Pipeline.Stages;

/// <summary>
/// Decides which anomalies do not alert because people said so, by the time of the event: what was said counts for a replay as it did then. Changes neither score nor verdict.
/// </summary>
public sealed class FeedbackStage : RecordStage
{
    /// <inheritdoc/>
    public override string Name => "feedback";

    /// <inheritdoc/>
    protected override int Items(RecordBatch batch) => batch.Feedback.IsEmpty ? 0 : batch.Count;

    /// <inheritdoc/>
    protected override void Process(RecordBatch batch, ref int index, int count)
    {
        FeedbackIndex? inForce = null;
        for (; index < count; index++)
        {
            if (batch.Outcomes[index] != RecordOutcome.Pending || !batch.Assessments[index].IsAnomaly) continue;
            inForce ??= batch.Feedback.Of(batch.Detector!, batch.Scratch!);
            if (inForce.Find(batch.Assessments[index].Fingerprint) is not { } state) continue;
            batch.Suppressions[index] = state.SuppressionAt(batch.TimeTicks(index), out batch.Statements[index]);
        }
    }
}
