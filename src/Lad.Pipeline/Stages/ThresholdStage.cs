using Lad.Detection;
using Lad.Detection.Scoring;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Stages;

/// <summary>Decides on each message that was scored now, and has the detector remember it.</summary>
public sealed class ThresholdStage : RecordStage
{
    /// <inheritdoc/>
    public override string Name => "threshold";

    /// <inheritdoc/>
    protected override int Items(RecordBatch batch) => batch.Vectors.Count;

    /// <inheritdoc/>
    protected override int RecordAt(RecordBatch batch, int item) => batch.Vectors.RecordOf(item);

    /// <inheritdoc/>
    protected override void Process(RecordBatch batch, ref int index, int count)
    {
        Detector detector = batch.Detector!;
        for (; index < count; index++)
        {
            int record = batch.Vectors.RecordOf(index);
            if (batch.Outcomes[record] != RecordOutcome.Pending) continue;
            ref Assessment assessment = ref batch.Assessments[record];
            detector.Decide(ref assessment);
            batch.Scratch!.Remember(batch.Keys[record], assessment);
        }
    }
}
