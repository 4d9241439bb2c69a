using Lad.Detection;
using Lad.Pipeline.Batches;

namespace Lad.Pipeline.Stages;

/// <summary>Masks each message and fills <see cref="RecordBatch.Keys"/>.</summary>
public sealed class MaskStage : RecordStage
{
    /// <inheritdoc/>
    public override string Name => "mask";

    /// <inheritdoc/>
    protected override void Process(RecordBatch batch, ref int index, int count)
    {
        Detector detector = batch.Detector!;
        DetectorScratch scratch = batch.Scratch!;
        for (; index < count; index++)
            if (batch.Outcomes[index] == RecordOutcome.Pending) batch.Keys[index] = detector.Mask(batch.Message(index), scratch);
    }
}
